package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import diffusam.foundation.Features;
import diffusam.nn.Conv2d;
import diffusam.nn.FusedAttention;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.List;

/** Everything that is done once a frame: Hiera, the neck, and the mask decoder's view of the two finest levels. */
final class ImageEncoder {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final DataType type;
    private final Hiera hiera;
    private final FpnNeck neck;
    private final Conv2d fineSkip;
    private final Conv2d coarseSkip;

    /** Computes in the type of the weights. */
    ImageEncoder(Weights.Scope w, Sam2Config config, FusedAttention attention) {
        int c = FpnNeck.WIDTH;
        type = w.type();
        hiera = new Hiera(w.at("image_encoder").at("trunk"), config, attention);
        neck = new FpnNeck(w.at("image_encoder").at("neck"), hiera.widths());
        fineSkip = Conv2d.of(w.at("sam_mask_decoder").at("conv_s0"), c, c / 8, 1, 1);
        coarseSkip = Conv2d.of(w.at("sam_mask_decoder").at("conv_s1"), c, c / 4, 1, 1);
    }

    DataType type() {
        return type;
    }

    /** Grey in [0, 1], (B, 1, S, S) → embedding (B, 256, S/16, S/16), and skips (B, 64, S/8, S/8), (B, 32, S/4, S/4). */
    Features apply(NDArray images) {
        NDManager owner = images.getManager();
        try (NDManager scope = owner.newSubManager()) {
            List<NDArray> stages = hiera.apply(normalised(Ops.on(scope, images)).toType(type, false));
            return new Features(
                    kept(neck.embedding(stages), owner),
                    List.of(
                            kept(Ops.scoped(stages.get(1), x -> coarseSkip.apply(neck.lateral(1, x))), owner),
                            kept(Ops.scoped(stages.get(0), x -> fineSkip.apply(neck.lateral(0, x))), owner)));
        }
    }

    private static NDArray kept(NDArray level, NDManager owner) {
        NDArray wide = level.toType(DataType.FLOAT32, false);
        wide.attach(owner);
        return wide;
    }

    /** Grey in [0, 1] → the three channels the network was trained with: (B, 1, S, S) → (B, 3, S, S). */
    private static NDArray normalised(NDArray grey) {
        NDList channels = new NDList();
        for (int n = 0; n < MEAN.length; n++) {
            channels.add(Ops.scaled(grey.sub(MEAN[n]), 1 / DEVIATION[n]));
        }
        return NDArrays.concat(channels, 1);
    }
}
