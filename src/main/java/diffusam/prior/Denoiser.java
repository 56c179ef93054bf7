package diffusam.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.nn.Conv2d;
import diffusam.nn.GroupNorm;
import diffusam.nn.Init;
import diffusam.nn.Linear;
import diffusam.nn.Ops;
import diffusam.nn.Weights;

/**
 * The prior's network: a U-Net of three levels with self-attention on the lower two. Given a noisy embedding, its time and
 * the conditions, it predicts the clean embedding (x0). For the model thread; gradients flow to its weights.
 */
public final class Denoiser {
    private static final int GROUPS = 8;
    private static final double TIME_SCALE = 1000;
    private static final double LONGEST_PERIOD = 1e4;

    private final DenoiserConfig config;
    private final Linear time1;
    private final Linear time2;
    private final NDArray classEmbedding;
    private final NDArray adjacentEmbedding;
    private final Conv2d in;
    private final ResidualBlock down0;
    private final Conv2d shrink0;
    private final ResidualBlock down1;
    private final Conv2d shrink1;
    private final ResidualBlock middle1;
    private final SelfAttention middleAttention;
    private final ResidualBlock middle2;
    private final ResidualBlock up1;
    private final SelfAttention upAttention;
    private final ResidualBlock up0;
    private final GroupNorm outNorm;
    private final Conv2d out;

    public Denoiser(Weights.Scope w, DenoiserConfig config) {
        this.config = config;
        int e = DenoiserConfig.EMBEDDING;
        int c = config.width();
        time1 = Linear.of(w.at("time1"), e, e);
        time2 = Linear.of(w.at("time2"), e, e);
        classEmbedding = w.get("class", Init.NORMAL, config.classes(), e);
        adjacentEmbedding = w.get("adjacent", Init.NORMAL, 2, e);
        // noisy target, image condition, adjacent target, and the pixel's row and column
        in = Conv2d.of(w.at("in"), 2 * config.target() + config.condition() + 2, c, 3, 1);
        down0 = new ResidualBlock(w.at("down0"), c, c);
        shrink0 = Conv2d.of(w.at("shrink0"), c, 2 * c, 3, 2);
        down1 = new ResidualBlock(w.at("down1"), 2 * c, 2 * c);
        shrink1 = Conv2d.of(w.at("shrink1"), 2 * c, 2 * c, 3, 2);
        middle1 = new ResidualBlock(w.at("middle1"), 2 * c, 2 * c);
        middleAttention = new SelfAttention(w.at("middleAttention"), 2 * c);
        middle2 = new ResidualBlock(w.at("middle2"), 2 * c, 2 * c);
        up1 = new ResidualBlock(w.at("up1"), 4 * c, 2 * c);
        upAttention = new SelfAttention(w.at("upAttention"), 2 * c);
        up0 = new ResidualBlock(w.at("up0"), 3 * c, c);
        outNorm = GroupNorm.of(w.at("outNorm"), c, GROUPS);
        out = Conv2d.of(w.at("out"), c, config.target(), 3, 1);
    }

    public DenoiserConfig config() {
        return config;
    }

    /**
     * Predicts the clean embedding.
     *
     * @param noisy (B, target, h, w), h and w multiples of 4
     * @param times (B), each in [0, 1]
     */
    public NDArray apply(NDArray noisy, double[] times, Condition condition) {
        NDManager scope = noisy.getManager();
        long h = noisy.getShape().get(2);
        long w = noisy.getShape().get(3);
        NDArray e = Ops.silu(embed(scope, times, condition)); // (B, e)
        NDArray x = noisy.concat(condition.image(), 1)
                .concat(condition.adjacent(), 1)
                .concat(coordinates(scope, condition.batch(), (int) h, (int) w), 1);
        NDArray x0 = down0.apply(in.apply(x), e); // (B, c, h, w)
        NDArray x1 = down1.apply(shrink0.apply(x0), e); // (B, 2c, h/2, w/2)
        NDArray x2 = middle2.apply(middleAttention.apply(middle1.apply(shrink1.apply(x1), e)), e);
        NDArray u = upAttention.apply(up1.apply(Ops.doubleNearest(x2).concat(x1, 1), e));
        u = up0.apply(Ops.doubleNearest(u).concat(x0, 1), e);
        return out.apply(Ops.silu(outNorm.apply(u)));
    }

    private NDArray embed(NDManager scope, double[] times, Condition condition) {
        NDArray t = time2.apply(Ops.silu(time1.apply(waves(scope, times))));
        int[] adjacent = new int[condition.batch()];
        for (int n = 0; n < adjacent.length; n++) {
            adjacent[n] = condition.hasAdjacent()[n] ? 1 : 0;
        }
        return t.add(oneHot(scope, condition.classes(), config.classes()).matMul(classEmbedding))
                .add(oneHot(scope, adjacent, 2).matMul(adjacentEmbedding));
    }

    private static NDArray waves(NDManager scope, double[] times) {
        int q = DenoiserConfig.EMBEDDING / 2;
        float[] values = new float[times.length * 2 * q];
        for (int b = 0; b < times.length; b++) {
            for (int n = 0; n < q; n++) {
                double angle = times[b] * TIME_SCALE * Math.exp(-Math.log(LONGEST_PERIOD) * n / q);
                values[b * 2 * q + n] = (float) Math.sin(angle);
                values[b * 2 * q + q + n] = (float) Math.cos(angle);
            }
        }
        return scope.create(values, new Shape(times.length, 2L * q));
    }

    private static NDArray oneHot(NDManager scope, int[] indices, int count) {
        float[] values = new float[indices.length * count];
        for (int b = 0; b < indices.length; b++) {
            values[b * count + indices[b]] = 1;
        }
        return scope.create(values, new Shape(indices.length, count));
    }

    /** Row and column of each cell in [-1, 1], (B, 2, h, w). */
    private static NDArray coordinates(NDManager scope, int batch, int h, int w) {
        float[] values = new float[2 * h * w];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                values[y * w + x] = 2f * y / (h - 1) - 1;
                values[h * w + y * w + x] = 2f * x / (w - 1) - 1;
            }
        }
        return scope.create(values, new Shape(1, 2, h, w)).broadcast(new Shape(batch, 2, h, w));
    }

    /** Two convolutions; the embedding scales and shifts between them. The second starts at zero. */
    private static final class ResidualBlock {
        private final GroupNorm norm1;
        private final Conv2d conv1;
        private final Linear modulate;
        private final GroupNorm norm2;
        private final Conv2d conv2;
        private final NDArrayFunction skip;
        private final int outChannels;

        ResidualBlock(Weights.Scope w, int in, int out) {
            norm1 = GroupNorm.of(w.at("norm1"), in, GROUPS);
            conv1 = Conv2d.of(w.at("conv1"), in, out, 3, 1);
            modulate = Linear.of(w.at("modulate"), DenoiserConfig.EMBEDDING, 2 * out);
            norm2 = GroupNorm.of(w.at("norm2"), out, GROUPS);
            conv2 = Conv2d.of(w.at("conv2"), out, out, 3, 1, Init.ZEROS);
            skip = in == out ? x -> x : Conv2d.of(w.at("skip"), in, out, 1, 1)::apply;
            outChannels = out;
        }

        NDArray apply(NDArray x, NDArray e) {
            NDArray h = conv1.apply(Ops.silu(norm1.apply(x)));
            var parts = modulate.apply(e)
                    .reshape(e.getShape().get(0), 2L * outChannels, 1, 1)
                    .split(2, 1);
            h = norm2.apply(h).mul(parts.get(0).add(1)).add(parts.get(1));
            return skip.apply(x).add(conv2.apply(Ops.silu(h)));
        }
    }

    @FunctionalInterface
    private interface NDArrayFunction {
        NDArray apply(NDArray x);
    }

    /** Single-headed self-attention over the grid; starts at zero. */
    private static final class SelfAttention {
        private final GroupNorm norm;
        private final Conv2d qkv;
        private final Conv2d project;

        SelfAttention(Weights.Scope w, int channels) {
            norm = GroupNorm.of(w.at("norm"), channels, GROUPS);
            qkv = Conv2d.of(w.at("qkv"), channels, 3 * channels, 1, 1);
            project = Conv2d.of(w.at("project"), channels, channels, 1, 1, Init.ZEROS);
        }

        NDArray apply(NDArray x) {
            Shape s = x.getShape();
            long l = s.get(2) * s.get(3);
            var parts = qkv.apply(norm.apply(x))
                    .reshape(s.get(0), 3, s.get(1), l)
                    .transpose(1, 0, 3, 2) // (3, B, L, C)
                    .split(3, 0);
            NDArray read = Ops.attention(
                    parts.get(0).squeeze(0),
                    parts.get(1).squeeze(0),
                    parts.get(2).squeeze(0));
            return x.add(project.apply(read.transpose(0, 2, 1).reshape(s)));
        }
    }
}
