package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import diffusam.nn.Conv2d;
import diffusam.nn.Init;
import diffusam.nn.LayerNorm;
import diffusam.nn.Linear;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/** What a frame and its mask leave behind: the mask brought to the embedding's grid, fused with it. */
final class MemoryEncoder {
    static final int WIDTH = 64;
    private static final float EPSILON = 1e-6f;
    private static final int HALVINGS = 4;
    private static final int FUSER_BLOCKS = 2;

    private final List<Conv2d> halvings = new ArrayList<>();
    private final List<LayerNorm> norms = new ArrayList<>();
    private final Conv2d maskProjection;
    private final Conv2d featureProjection;
    private final List<FuserBlock> fuser = new ArrayList<>();
    private final Conv2d out;

    MemoryEncoder(Weights.Scope w) {
        Weights.Scope mask = w.at("mask_downsampler").at("encoder");
        int channels = 1;
        for (int n = 0; n < HALVINGS; n++) {
            halvings.add(Conv2d.of(mask.at(3 * n), channels, 4 * channels, 3, 2));
            channels *= 4;
            norms.add(LayerNorm.of(mask.at(3 * n + 1), channels, EPSILON));
        }
        maskProjection = Conv2d.of(mask.at(3 * HALVINGS), channels, FpnNeck.WIDTH, 1, 1);
        featureProjection = Conv2d.of(w.at("pix_feat_proj"), FpnNeck.WIDTH, FpnNeck.WIDTH, 1, 1);
        for (int n = 0; n < FUSER_BLOCKS; n++) {
            fuser.add(FuserBlock.of(w.at("fuser").at("layers").at(n)));
        }
        out = Conv2d.of(w.at("out_proj"), FpnNeck.WIDTH, WIDTH, 1, 1);
    }

    /**
     * Embedding (B, 256, h, w) and mask logits (B, 1, 16h, 16w) → (B, 64, h, w).
     *
     * @param logits within ±10
     */
    NDArray apply(NDArray embedding, NDArray logits) {
        NDArray mask = logits;
        for (int n = 0; n < HALVINGS; n++) {
            mask = Activation.gelu(norms.get(n).applyToChannels(halvings.get(n).apply(mask)));
        }
        NDArray x =
                featureProjection.apply(Ops.on(mask.getManager(), embedding)).add(maskProjection.apply(mask));
        for (FuserBlock block : fuser) {
            x = block.apply(x);
        }
        return out.apply(x);
    }

    /** A block of ConvNeXt (Liu et al. 2022). */
    private record FuserBlock(Conv2d depthwise, LayerNorm norm, Linear expand, Linear contract, NDArray scale) {
        static FuserBlock of(Weights.Scope w) {
            int c = FpnNeck.WIDTH;
            return new FuserBlock(
                    Conv2d.depthwise(w.at("dwconv"), c, 7),
                    LayerNorm.of(w.at("norm"), c, EPSILON),
                    Linear.of(w.at("pwconv1"), c, 4 * c),
                    Linear.of(w.at("pwconv2"), 4 * c, c),
                    w.get("gamma", Init.ONES, c));
        }

        /** (B, C, h, w) → (B, C, h, w). */
        NDArray apply(NDArray x) {
            NDArray y = norm.apply(depthwise.apply(x).transpose(0, 2, 3, 1)); // (B, h, w, C)
            y = contract.apply(Activation.gelu(expand.apply(y))).mul(scale);
            return x.add(y.transpose(0, 3, 1, 2));
        }
    }
}
