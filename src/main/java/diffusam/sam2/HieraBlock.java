package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import diffusam.nn.FusedAttention;
import diffusam.nn.LayerNorm;
import diffusam.nn.Linear;
import diffusam.nn.Weights;
import java.util.Optional;

/**
 * A transformer block of Hiera: attention within windows (or over the whole grid, window 0), then a perceptron. The first
 * block of a later stage halves the grid by pooling its queries, and widens the channels.
 */
final class HieraBlock {
    private static final float EPSILON = 1e-6f;
    private static final int POOL = 2;
    private static final int EXPANSION = 4;

    private final FusedAttention attention;
    private final int heads;
    private final int window;
    private final boolean pools;
    private final LayerNorm norm1;
    private final Linear qkv;
    private final Linear project;
    private final Optional<Linear> widen;
    private final LayerNorm norm2;
    private final Mlp mlp;

    HieraBlock(Weights.Scope w, FusedAttention attention, int in, int out, int heads, int window) {
        this.attention = attention;
        this.heads = heads;
        this.window = window;
        pools = in != out;
        norm1 = LayerNorm.of(w.at("norm1"), in, EPSILON);
        qkv = Linear.of(w.at("attn").at("qkv"), in, 3 * out);
        project = Linear.of(w.at("attn").at("proj"), out, out);
        widen = pools ? Optional.of(Linear.of(w.at("proj"), in, out)) : Optional.empty();
        norm2 = LayerNorm.of(w.at("norm2"), out, EPSILON);
        mlp = Mlp.gelu(w.at("mlp"), out, EXPANSION * out, out);
    }

    /** (B, H, W, in) → (B, H, W, out), or (B, H/2, W/2, out) where the block pools. */
    NDArray apply(NDArray x) {
        NDArray normal = norm1.apply(x);
        NDArray shortcut = widen.map(linear -> pool(linear.apply(normal))).orElse(x);
        long h = shortcut.getShape().get(1);
        long w = shortcut.getShape().get(2);
        NDArray attended = window == 0
                ? attend(normal)
                : joinWindows(attend(splitWindows(normal)), pools ? window / POOL : window, h, w);
        NDArray sum = shortcut.add(attended);
        return sum.add(mlp.apply(norm2.apply(sum)));
    }

    /** (N, H, W, in) → (N, H, W, out) or half the side. */
    private NDArray attend(NDArray x) {
        NDList parts = qkv.apply(x).split(3, 3);
        NDArray query = pools ? pool(parts.get(0)) : parts.get(0);
        Shape s = query.getShape();
        NDArray read = attention.apply(byHead(query), byHead(parts.get(1)), byHead(parts.get(2)));
        return project.apply(read.transpose(0, 2, 1, 3).reshape(s)); // (N, heads, L, d) -> (N, H, W, out)
    }

    /** (N, H, W, C) → (N, heads, H*W, C/heads). */
    private NDArray byHead(NDArray x) {
        Shape s = x.getShape();
        return x.reshape(s.get(0), s.get(1) * s.get(2), heads, s.get(3) / heads).transpose(0, 2, 1, 3);
    }

    /** Largest of each 2×2 cells: (N, H, W, C) → (N, H/2, W/2, C). */
    private static NDArray pool(NDArray x) {
        Shape two = new Shape(POOL, POOL);
        return x.transpose(0, 3, 1, 2)
                .getNDArrayInternal()
                .maxPool(two, two, new Shape(0, 0), false)
                .transpose(0, 2, 3, 1);
    }

    /** (B, H, W, C) → (B*windows, window, window, C), filled up with zeros at the right and lower border. */
    private NDArray splitWindows(NDArray x) {
        NDArray full = fill(fill(x, 1), 2);
        Shape s = full.getShape();
        long rows = s.get(1) / window;
        long columns = s.get(2) / window;
        return full.reshape(s.get(0), rows, window, columns, window, s.get(3))
                .transpose(0, 1, 3, 2, 4, 5)
                .reshape(s.get(0) * rows * columns, window, window, s.get(3));
    }

    private NDArray fill(NDArray x, int axis) {
        long[] shape = x.getShape().getShape().clone();
        shape[axis] = Math.floorMod(-shape[axis], (long) window);
        return shape[axis] == 0 ? x : x.concat(x.getManager().zeros(new Shape(shape), x.getDataType()), axis);
    }

    /** (B*windows, side, side, C) → (B, H, W, C), dropping what was filled up. */
    private static NDArray joinWindows(NDArray windows, int side, long h, long w) {
        long rows = Math.ceilDiv(h, side);
        long columns = Math.ceilDiv(w, side);
        Shape s = windows.getShape();
        long batch = s.get(0) / (rows * columns);
        NDArray full = windows.reshape(batch, rows, columns, side, side, s.get(3))
                .transpose(0, 1, 3, 2, 4, 5)
                .reshape(batch, rows * side, columns * side, s.get(3));
        return rows * side == h && columns * side == w ? full : full.get(":, :{}, :{}", h, w);
    }
}
