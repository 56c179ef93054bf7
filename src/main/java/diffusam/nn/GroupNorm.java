package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Normalisation over groups of channels (Wu and He 2018). The engine has none: each group is laid out as one row, which
 * layer normalisation then handles.
 */
public record GroupNorm(NDArray weight, NDArray bias, int groups) {
    private static final float EPSILON = 1e-5f;

    public static GroupNorm of(Weights.Scope w, int channels, int groups) {
        return new GroupNorm(w.get("weight", Init.ONES, channels), w.get("bias", Init.ZEROS, channels), groups);
    }

    /** (B, C, H, W) → (B, C, H, W). */
    public NDArray apply(NDArray x) {
        Shape shape = x.getShape();
        long perGroup = shape.size() / shape.get(0) / groups;
        NDArray rows = x.reshape(shape.get(0), groups, perGroup);
        NDArray normal = ai.djl.nn.norm.LayerNorm.layerNorm(
                        rows,
                        new Shape(perGroup),
                        x.getManager().ones(new Shape(perGroup)),
                        x.getManager().zeros(new Shape(perGroup)),
                        EPSILON)
                .head();
        long c = shape.get(1);
        return normal.reshape(shape)
                .mul(Ops.on(x.getManager(), weight).reshape(1, c, 1, 1))
                .add(Ops.on(x.getManager(), bias).reshape(1, c, 1, 1));
    }
}
