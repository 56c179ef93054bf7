package diffusam.nn;

import ai.djl.ndarray.NDArray;

/**
 * Transposed convolution with kernel 2 and stride 2. Every output pixel has exactly one input pixel, so it is a matrix
 * product whose columns are dealt out to the 2×2 outputs; the engine has no transposed convolution.
 */
public record Upscale2(NDArray weight, NDArray bias, int out) {
    /** {@code weight} in the file is (in, out, 2, 2). */
    public static Upscale2 of(Weights.Scope w, int in, int out) {
        return new Upscale2(w.get("weight", Init.FAN_IN, in, out, 2, 2), w.get("bias", Init.ZEROS, out), out);
    }

    /** (B, in, H, W) → (B, out, 2H, 2W). */
    public NDArray apply(NDArray x) {
        long b = x.getShape().get(0);
        long in = x.getShape().get(1);
        long h = x.getShape().get(2);
        long w = x.getShape().get(3);
        NDArray rows = x.transpose(0, 2, 3, 1).reshape(b, h * w, in); // (B, H*W, in)
        NDArray y = rows.matMul(onManagerOf(x, weight).reshape(in, out * 4L)); // (B, H*W, out*2*2)
        return y.reshape(b, h, w, out, 2, 2)
                .transpose(0, 3, 1, 4, 2, 5) // (B, out, H, 2, W, 2)
                .reshape(b, out, 2 * h, 2 * w)
                .add(onManagerOf(x, bias).reshape(1, out, 1, 1));
    }

    private static NDArray onManagerOf(NDArray x, NDArray weight) {
        return Ops.on(x.getManager(), weight);
    }
}
