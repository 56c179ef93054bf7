package diffusam.nano;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import diffusam.foundation.Features;
import diffusam.nn.Conv2d;
import diffusam.nn.GroupNorm;
import diffusam.nn.LayerNorm;
import diffusam.nn.Linear;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Hierarchical image encoder with a feature pyramid: convolutions at strides 2 and 4, window attention at 8, global
 * attention at 16 (after Hiera, Ryali et al. 2023, and the FPN neck of SAM 2).
 */
final class ImageEncoder {
    private static final int STAGES = 4;
    private static final int GLOBAL_STAGE = 3;
    private static final double POSITION_SCALE = 0.3;
    private static final int PICTURE_STRIDE = 2;

    private final NanoConfig config;
    private final Positions positions;
    private final Conv2d stem;
    private final List<Conv2d> down = new ArrayList<>();
    private final List<GroupNorm> downNorms = new ArrayList<>();
    private final List<List<ResidualBlock>> convolutions = new ArrayList<>();
    private final List<List<AttentionBlock>> attentions = new ArrayList<>();
    private final Conv2d lateralFine;
    private final Conv2d lateralCoarse;
    private final Conv2d skip4;
    private final Conv2d skip2;
    private final LayerNorm outNorm;

    ImageEncoder(Weights.Scope w, NanoConfig config, Positions positions) {
        this.config = config;
        this.positions = positions;
        List<Integer> dims = config.dims();
        stem = Conv2d.of(w.at("stem"), 1, dims.get(0), 5, 2);
        for (int n = 0; n < STAGES; n++) {
            int dim = dims.get(n);
            if (n < STAGES - 1) {
                down.add(Conv2d.of(w.at("down").at(n), dim, dims.get(n + 1), 3, 2));
                downNorms.add(groupNorm(w.at("dn").at(n), dim));
            }
            List<ResidualBlock> blocks = new ArrayList<>();
            for (int b = 0; b < config.convs().get(n); b++) {
                blocks.add(ResidualBlock.of(w.at("conv").at(n).at(b), dim));
            }
            convolutions.add(blocks);
            List<AttentionBlock> transformers = new ArrayList<>();
            for (int b = 0; b < config.attentions().get(n); b++) {
                transformers.add(new AttentionBlock(w.at("att").at(n).at(b), dim, n == 2 ? config.window() : 0));
            }
            attentions.add(transformers);
        }
        lateralFine = Conv2d.of(w.at("lat").at(0), dims.get(2), config.embedding(), 1, 1);
        lateralCoarse = Conv2d.of(w.at("lat").at(1), dims.get(3), config.embedding(), 1, 1);
        skip4 = Conv2d.of(w.at("s1"), dims.get(1), config.embedding() / 4, 1, 1);
        skip2 = Conv2d.of(w.at("s0"), dims.get(0), config.embedding() / 8, 1, 1);
        outNorm = LayerNorm.of(w.at("outn"), config.embedding(), 1e-6f);
    }

    /**
     * (B, 1, S, S) in [0, 1] → embedding (B, d, S/8, S/8), skips (B, d/4, S/4, S/4) and (B, d/8 + 1, S/2, S/2); the last
     * channel of the finer one is the picture itself, for clicks to spread on.
     */
    Features apply(NDArray images) {
        NDArray x = stem.apply(Ops.scaled(images.sub(0.5f), 4));
        List<NDArray> levels = new ArrayList<>();
        for (int n = 0; n < STAGES; n++) {
            if (n > 0) {
                x = down.get(n - 1).apply(downNorms.get(n - 1).apply(x));
            }
            for (ResidualBlock block : convolutions.get(n)) {
                x = block.apply(x);
            }
            if (!attentions.get(n).isEmpty()) {
                x = attend(n, x);
            }
            levels.add(x);
        }
        NDArray fused = lateralFine.apply(levels.get(2)).add(Ops.doubleNearest(lateralCoarse.apply(levels.get(3))));
        NDArray fine = skip2.apply(levels.get(0)).concat(Ops.average(images, PICTURE_STRIDE), 1);
        return new Features(outNorm.applyToChannels(fused), List.of(skip4.apply(levels.get(1)), fine));
    }

    /** The pictures that features were made of: (B, 1, S/2, S/2). */
    NDArray picturesIn(Features features) {
        return features.skips().get(1).get(new NDIndex(":, {}:", config.embedding() / 8));
    }

    private NDArray attend(int stage, NDArray x) {
        NDArray y = x.transpose(0, 2, 3, 1); // (B, H, W, C)
        if (stage == GLOBAL_STAGE) {
            int h = (int) y.getShape().get(1);
            int w = (int) y.getShape().get(2);
            int c = config.dims().get(stage);
            NDArray place = Ops.on(x.getManager(), positions.sine(h, w, c)).reshape(1, h, w, c);
            y = y.add(Ops.scaled(place, POSITION_SCALE));
        }
        for (AttentionBlock block : attentions.get(stage)) {
            y = block.apply(y);
        }
        return y.transpose(0, 3, 1, 2);
    }

    static GroupNorm groupNorm(Weights.Scope w, int channels) {
        return GroupNorm.of(w, channels, channels < 32 ? 1 : channels / 16);
    }

    /** x + conv(relu(norm(conv(relu(norm(x)))))). */
    private record ResidualBlock(GroupNorm norm1, Conv2d conv1, GroupNorm norm2, Conv2d conv2) {
        static ResidualBlock of(Weights.Scope w, int c) {
            return new ResidualBlock(
                    groupNorm(w.at("n1"), c),
                    Conv2d.of(w.at("c1"), c, c, 3, 1),
                    groupNorm(w.at("n2"), c),
                    Conv2d.of(w.at("c2"), c, c, 3, 1));
        }

        NDArray apply(NDArray x) {
            NDArray y = conv1.apply(Activation.relu(norm1.apply(x)));
            return x.add(conv2.apply(Activation.relu(norm2.apply(y))));
        }
    }

    /** A pre-norm transformer block over windows of the grid, or over the whole grid. */
    private static final class AttentionBlock {
        private static final int HEAD_WIDTH = 32;

        private final int window;
        private final int heads;
        private final LayerNorm norm1;
        private final Linear qkv;
        private final Linear project;
        private final LayerNorm norm2;
        private final Linear expand;
        private final Linear contract;

        AttentionBlock(Weights.Scope w, int channels, int window) {
            this.window = window;
            heads = Math.max(1, channels / HEAD_WIDTH);
            norm1 = LayerNorm.of(w.at("n1"), channels);
            qkv = Linear.of(w.at("qkv"), channels, 3 * channels);
            project = Linear.of(w.at("proj"), channels, channels);
            norm2 = LayerNorm.of(w.at("n2"), channels);
            expand = Linear.of(w.at("fc1"), channels, 4 * channels);
            contract = Linear.of(w.at("fc2"), 4 * channels, channels);
        }

        /** (B, H, W, C) → (B, H, W, C). */
        NDArray apply(NDArray x) {
            long b = x.getShape().get(0);
            long h = x.getShape().get(1);
            long w = x.getShape().get(2);
            long c = x.getShape().get(3);
            boolean windowed = window > 0 && h % window == 0 && w % window == 0 && h > window;
            NDArray y = norm1.apply(x);
            y = windowed
                    ? y.reshape(b, h / window, window, w / window, window, c)
                            .transpose(0, 1, 3, 2, 4, 5)
                            .reshape(b * (h / window) * (w / window), (long) window * window, c)
                    : y.reshape(b, h * w, c);
            y = attention(y); // (groups, L, C)
            if (windowed) {
                y = y.reshape(b, h / window, w / window, window, window, c).transpose(0, 1, 3, 2, 4, 5);
            }
            x = x.add(y.reshape(b, h, w, c));
            return x.add(contract.apply(Activation.gelu(expand.apply(norm2.apply(x)))));
        }

        private NDArray attention(NDArray y) {
            long n = y.getShape().get(0);
            long l = y.getShape().get(1);
            long c = y.getShape().get(2);
            var parts = qkv.apply(y)
                    .reshape(n, l, 3, heads, c / heads)
                    .transpose(2, 0, 3, 1, 4) // (3, n, heads, L, c/heads)
                    .split(3, 0);
            NDArray read = Ops.attention(
                    parts.get(0).squeeze(0),
                    parts.get(1).squeeze(0),
                    parts.get(2).squeeze(0));
            return project.apply(read.transpose(0, 2, 1, 3).reshape(n, l, c));
        }
    }
}
