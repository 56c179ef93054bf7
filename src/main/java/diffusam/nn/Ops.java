package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.UnaryOperator;

/** Functions of arrays that the engine lacks, or offers only with a trap. */
public final class Ops {
    private Ops() {}

    /**
     * The same array, owned by another scope: views made of it die with that scope. Without this every reshape of a weight
     * would pile up in the model's own scope, since a result belongs to its first operand's.
     */
    public static NDArray on(NDManager scope, NDArray array) {
        NDArray view = array.reshape(array.getShape());
        view.attach(scope);
        return view;
    }

    /**
     * Runs a step whose intermediate arrays are freed at its end: {@code step} sees {@code x} through a scope of its own, and
     * its result moves to the scope of {@code x}.
     */
    public static NDArray scoped(NDArray x, UnaryOperator<NDArray> step) {
        try (NDManager scope = x.getManager().newSubManager()) {
            NDArray y = step.apply(on(scope, x));
            y.attach(x.getManager());
            return y;
        }
    }

    /** Arrays joined along an axis. The engine's own join cuts a single array off from its gradient. */
    public static NDArray concat(NDList arrays, int axis) {
        return arrays.size() == 1 ? arrays.head() : NDArrays.concat(arrays, axis);
    }

    /**
     * x·factor. The engine's own product with a Java number keeps a reference to memory that it frees at once; a gradient
     * computed later reads whatever is there by then.
     */
    public static NDArray scaled(NDArray x, double factor) {
        try (NDArray number = x.getManager().full(new Shape(), (float) factor, x.getDataType())) {
            return x.mul(number);
        }
    }

    /** softmax(q·kᵀ/√d)·v over the last two axes: (…, L, d), (…, M, d), (…, M, e) → (…, L, e). */
    public static NDArray attention(NDArray q, NDArray k, NDArray v) {
        double scale = 1 / Math.sqrt(q.getShape().get(q.getShape().dimension() - 1));
        return scaled(q, scale).matMul(k.swapAxes(-1, -2)).softmax(-1).matMul(v);
    }

    /** Means over squares of {@code side} pixels: (B, C, h, w) → (B, C, h/side, w/side). */
    public static NDArray average(NDArray x, int side) {
        if (side == 1) {
            return x;
        }
        Shape s = x.getShape();
        NDArray sums = x.reshape(s.get(0), s.get(1), s.get(2) / side, side, s.get(3) / side, side)
                .sum(new int[] {3, 5});
        return scaled(sums, 1.0 / (side * side));
    }

    /** x·sigmoid(x). */
    public static NDArray silu(NDArray x) {
        return Silu.SCRIPT.applyWithGradient(x);
    }

    /** Made on first use; holds no tensors and stays as long as the program runs. */
    private static final class Silu {
        static final EngineScript SCRIPT = new EngineScript(NDManager.newBaseManager(), "x: Tensor", "torch.silu(x)");
    }

    /** Bilinear enlargement to height and width, pixel centres at half integers: (B, C, h, w) → (B, C, H, W). */
    public static NDArray enlarge(NDArray x, long height, long width) {
        Shape s = x.getShape();
        if (height < s.get(2) || width < s.get(3)) {
            throw new IllegalArgumentException("enlarging " + s + " to " + height + "×" + width);
        }
        if (height == s.get(2) && width == s.get(3)) {
            return x;
        }
        return x.getNDArrayInternal().interpolation(new long[] {height, width}, BILINEAR, false);
    }

    /** Every pixel becomes 2×2: (B, C, h, w) → (B, C, 2h, 2w). */
    public static NDArray doubleNearest(NDArray x) {
        Shape s = x.getShape();
        return x.getNDArrayInternal().interpolation(new long[] {2 * s.get(2), 2 * s.get(3)}, NEAREST, false);
    }

    /** Runs inference: no graph of gradients is kept on this thread until {@link NoGrad#close}. */
    public static NoGrad noGrad() {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        return () -> JniUtils.setGradMode(before);
    }

    /** A stretch without gradients. */
    @FunctionalInterface
    public interface NoGrad extends AutoCloseable {
        @Override
        void close();
    }

    private static final int NEAREST = 0;
    private static final int BILINEAR = 1;
}
