package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import diffusam.nn.Init;
import diffusam.nn.LayerNorm;
import diffusam.nn.Ops;
import diffusam.nn.Upscale2;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Two-way mask decoder with the encoder's two finest levels. It makes four masks: number 0 for prompts that say all, 1 to 3
 * for the readings that one click or none leaves open.
 */
final class MaskDecoder {
    static final int MASKS = 4;
    private static final int PRESENCE = 0;
    private static final int QUALITY = 1;
    private static final int FIRST_MASK = 2;

    private final NDArray presenceToken;
    private final NDArray qualityToken;
    private final NDArray maskTokens;
    private final TwoWayTransformer transformer;
    private final Upscale2 up1;
    private final LayerNorm upNorm;
    private final Upscale2 up2;
    private final List<Mlp> hypernetworks = new ArrayList<>();
    private final Mlp quality;
    private final Mlp presence;

    MaskDecoder(Weights.Scope w) {
        int c = FpnNeck.WIDTH;
        presenceToken = w.at("obj_score_token").get("weight", Init.SMALL_NORMAL, 1, c);
        qualityToken = w.at("iou_token").get("weight", Init.SMALL_NORMAL, 1, c);
        maskTokens = w.at("mask_tokens").get("weight", Init.SMALL_NORMAL, MASKS, c);
        transformer = new TwoWayTransformer(w.at("transformer"));
        Weights.Scope up = w.at("output_upscaling");
        up1 = Upscale2.of(up.at(0), c, c / 4);
        upNorm = LayerNorm.of(up.at(1), c / 4, 1e-6f);
        up2 = Upscale2.of(up.at(3), c / 4, c / 8);
        for (int n = 0; n < MASKS; n++) {
            hypernetworks.add(Mlp.relu(w.at("output_hypernetworks_mlps").at(n), c, c, c, c / 8));
        }
        quality = Mlp.relu(w.at("iou_prediction_head"), c, c, c, MASKS);
        presence = Mlp.relu(w.at("pred_obj_score_head"), c, c, c, 1);
    }

    /**
     * Decodes all four masks.
     *
     * @param image embedding with whatever it has read and been told, (B, 256, h, w)
     * @param skips coarse (B, 64, 2h, 2w) and fine (B, 32, 4h, 4w)
     * @param prompts (1, n, 256)
     * @param place of the cells, (1, h*w, 256)
     */
    Masks apply(NDArray image, List<NDArray> skips, NDArray prompts, NDArray place) {
        NDManager scope = image.getManager();
        long b = image.getShape().get(0);
        long c = image.getShape().get(1);
        long h = image.getShape().get(2);
        long w = image.getShape().get(3);
        NDArray tokens = Ops.on(scope, presenceToken)
                .concat(Ops.on(scope, qualityToken))
                .concat(Ops.on(scope, maskTokens))
                .expandDims(0)
                .concat(prompts, 1); // (1, 6 + n, 256)
        tokens = tokens.broadcast(new Shape(b, tokens.getShape().get(1), c));
        NDArray cells = image.reshape(b, c, h * w).transpose(0, 2, 1); // (B, h*w, 256)
        TwoWayTransformer.State state = transformer.apply(tokens, cells, place);

        NDArray y = state.image().transpose(0, 2, 1).reshape(b, c, h, w);
        y = Activation.gelu(upNorm.applyToChannels(up1.apply(y).add(skips.get(0))));
        y = Activation.gelu(up2.apply(y).add(skips.get(1))); // (B, 32, 4h, 4w)
        NDArray out = state.tokens();
        NDList filters = new NDList();
        for (int n = 0; n < MASKS; n++) {
            filters.add(hypernetworks.get(n).apply(token(out, FIRST_MASK + n)));
        }
        NDArray logits = NDArrays.stack(filters, 1) // (B, 4, 32)
                .matMul(y.reshape(b, c / 8, 16 * h * w))
                .reshape(b, MASKS, 4 * h, 4 * w);
        return new Masks(
                logits,
                Activation.sigmoid(quality.apply(token(out, QUALITY))),
                presence.apply(token(out, PRESENCE)).squeeze(1),
                out.get(":, {}:{}", FIRST_MASK, FIRST_MASK + MASKS));
    }

    private static NDArray token(NDArray out, int index) {
        return out.get(":, {}", index);
    }
}
