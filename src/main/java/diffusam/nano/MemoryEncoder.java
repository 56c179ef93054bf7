package diffusam.nano;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import diffusam.nn.Conv2d;
import diffusam.nn.Init;
import diffusam.nn.LayerNorm;
import diffusam.nn.Linear;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.List;

/** Memory encoder of SAM 2: the mask, brought to the embedding's grid by strided convolutions, fused with the embedding. */
final class MemoryEncoder {
    private static final float EPSILON = 1e-6f;

    private final List<Conv2d> shrink;
    private final List<LayerNorm> shrinkNorms;
    private final Conv2d widen;
    private final Conv2d projectEmbedding;
    private final List<ConvNeXtBlock> fuse;
    private final Conv2d out;

    MemoryEncoder(Weights.Scope w, NanoConfig config) {
        Weights.Scope m = w.at("m");
        int d = config.embedding();
        shrink = List.of(
                Conv2d.of(m.at(0), 1, 8, 3, 2), Conv2d.of(m.at(3), 8, 24, 3, 2), Conv2d.of(m.at(6), 24, 64, 3, 2));
        shrinkNorms = List.of(
                LayerNorm.of(m.at(1), 8, EPSILON),
                LayerNorm.of(m.at(4), 24, EPSILON),
                LayerNorm.of(m.at(7), 64, EPSILON));
        widen = Conv2d.of(m.at(9), 64, d, 1, 1);
        projectEmbedding = Conv2d.of(w.at("p"), d, d, 1, 1);
        fuse = List.of(
                ConvNeXtBlock.of(w.at("f").at(0), d), ConvNeXtBlock.of(w.at("f").at(1), d));
        out = Conv2d.of(w.at("o"), d, config.memory(), 1, 1);
    }

    /** Embedding (B, d, S/8, S/8) and mask (B, 1, S, S) in [0, 1] → memory (B, m, S/8, S/8). */
    NDArray apply(NDArray embedding, NDArray masks) {
        NDArray x = Ops.scaled(masks, 2).sub(1);
        for (int n = 0; n < shrink.size(); n++) {
            x = Activation.gelu(shrinkNorms.get(n).applyToChannels(shrink.get(n).apply(x)));
        }
        x = projectEmbedding.apply(embedding).add(widen.apply(x));
        for (ConvNeXtBlock block : fuse) {
            x = block.apply(x);
        }
        return out.apply(x);
    }

    /** Liu et al. 2022, with layer scale. */
    private record ConvNeXtBlock(Conv2d depthwise, LayerNorm norm, Linear expand, Linear contract, NDArray scale) {
        static ConvNeXtBlock of(Weights.Scope w, int d) {
            return new ConvNeXtBlock(
                    Conv2d.depthwise(w.at("dw"), d, 7),
                    LayerNorm.of(w.at("n"), d, EPSILON),
                    Linear.of(w.at("a"), d, 4 * d),
                    Linear.of(w.at("b"), 4 * d, d),
                    w.get("g", Init.ONES, d));
        }

        NDArray apply(NDArray x) {
            NDArray y = norm.apply(depthwise.apply(x).transpose(0, 2, 3, 1)); // (B, H, W, d)
            y = contract.apply(Activation.gelu(expand.apply(y)));
            return x.add(y.mul(scale).transpose(0, 3, 1, 2));
        }
    }
}
