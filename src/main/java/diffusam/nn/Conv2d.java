package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** A 2-D convolution with square kernel, zero padding of half the kernel, and a stride. */
public record Conv2d(NDArray weight, NDArray bias, int stride, int padding, int groups) {
    public static Conv2d of(Weights.Scope w, int in, int out, int kernel, int stride) {
        return of(w, in, out, kernel, stride, Init.FAN_IN);
    }

    /** {@code init} of the kernel; {@link Init#ZEROS} makes a branch that starts silent. */
    public static Conv2d of(Weights.Scope w, int in, int out, int kernel, int stride, Init init) {
        return new Conv2d(
                w.get("weight", init, out, in, kernel, kernel), w.get("bias", Init.ZEROS, out), stride, kernel / 2, 1);
    }

    /** Each channel is filtered on its own. */
    public static Conv2d depthwise(Weights.Scope w, int channels, int kernel) {
        return new Conv2d(
                w.get("weight", Init.FAN_IN, channels, 1, kernel, kernel),
                w.get("bias", Init.ZEROS, channels),
                1,
                kernel / 2,
                channels);
    }

    /** (B, in, H, W) → (B, out, H/stride, W/stride). */
    public NDArray apply(NDArray x) {
        return ai.djl.nn.convolutional.Conv2d.conv2d(
                        x,
                        weight,
                        bias,
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        groups)
                .head();
    }
}
