package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Normalisation over the last axis (Ba et al. 2016). */
public record LayerNorm(NDArray weight, NDArray bias, float epsilon) {
    public static LayerNorm of(Weights.Scope w, int channels) {
        return of(w, channels, 1e-5f);
    }

    public static LayerNorm of(Weights.Scope w, int channels, float epsilon) {
        return new LayerNorm(w.get("weight", Init.ONES, channels), w.get("bias", Init.ZEROS, channels), epsilon);
    }

    /** (…, C) → (…, C). */
    public NDArray apply(NDArray x) {
        return ai.djl.nn.norm.LayerNorm.layerNorm(x, new Shape(weight.size()), weight, bias, epsilon)
                .head();
    }

    /** (B, C, H, W) → (B, C, H, W), normalised over C at each pixel ("LayerNorm2d" in SAM 2). */
    public NDArray applyToChannels(NDArray x) {
        return apply(x.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2);
    }
}
