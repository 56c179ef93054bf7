package diffusam.nano;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Decoded;
import diffusam.nn.Conv2d;
import diffusam.nn.Init;
import diffusam.nn.LayerNorm;
import diffusam.nn.Linear;
import diffusam.nn.Mlp;
import diffusam.nn.Ops;
import diffusam.nn.Upscale2;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Two-way mask decoder of SAM (Kirillov et al. 2023) with the fine skips of SAM 2, and beside its hypernetwork a static
 * mask head of our own.
 */
final class MaskDecoder {
    private static final int PRESENCE = 0;
    private static final int QUALITY = 1;
    private static final int MASK = 2;

    private final NanoConfig config;
    private final Positions positions;
    private final NDArray tokens;
    private final NDArray clickKinds;
    private final NDArray noDensePrompt;
    private final List<TwoWayLayer> layers = new ArrayList<>();
    private final MultiHead lastRead;
    private final LayerNorm lastNorm;
    private final Upscale2 up1;
    private final LayerNorm upNorm;
    private final Upscale2 up2;
    private final Mlp hyper;
    private final Mlp quality;
    private final Mlp presence;
    private final NDArray maskBias;
    private final Conv2d staticMask;

    MaskDecoder(Weights.Scope w, NanoConfig config, Positions positions) {
        this.config = config;
        this.positions = positions;
        int d = config.embedding();
        tokens = w.get("tok", Init.SMALL_NORMAL, 3, d);
        clickKinds = w.get("point", Init.SMALL_NORMAL, 2, d);
        noDensePrompt = w.get("nodense", Init.ZEROS, d);
        for (int n = 0; n < config.decoderLayers(); n++) {
            layers.add(new TwoWayLayer(w.at("layers").at(n), d));
        }
        lastRead = MultiHead.of(w.at("fin"), d, d / 2);
        lastNorm = LayerNorm.of(w.at("fn"), d);
        up1 = Upscale2.of(w.at("u1"), d, d / 4);
        upNorm = LayerNorm.of(w.at("ln"), d / 4, 1e-6f);
        up2 = Upscale2.of(w.at("u2"), d / 4, d / 8);
        hyper = Mlp.of(w.at("hyp"), d, d, d / 8);
        quality = Mlp.of(w.at("iou"), d, d, 1);
        presence = Mlp.of(w.at("obj"), d, d, 1);
        maskBias = w.get("mb", Init.ZEROS, 1);
        staticMask = Conv2d.of(w.at("mh"), d / 8, 1, 1, 1);
    }

    /**
     * Attended embedding (B, d, h, w) and the frame's skips → mask logits (B, 4h, 4w).
     *
     * @param clicks as many on every image of the batch, or an empty list for none at all
     */
    Decoded apply(NDArray attended, Features features, List<List<Click>> clicks) {
        NDManager scope = attended.getManager();
        long b = attended.getShape().get(0);
        long d = config.embedding();
        int h = (int) attended.getShape().get(2);
        int w = (int) attended.getShape().get(3);
        NDArray place = positions.sine(h, w, config.embedding());
        NDArray queries = prompts(scope, b, clicks);
        NDArray image = attended.add(Ops.on(scope, noDensePrompt).reshape(1, d, 1, 1))
                .reshape(b, d, (long) h * w)
                .transpose(0, 2, 1); // (B, h*w, d)
        State state = new State(queries, image);
        for (TwoWayLayer layer : layers) {
            state = layer.apply(state, queries, place);
        }
        image = state.image;
        NDArray read = lastRead.apply(state.tokens.add(queries), image.add(place), image);
        NDArray out = lastNorm.apply(state.tokens.add(read)); // (B, tokens, d)

        NDArray y = image.transpose(0, 2, 1).reshape(b, d, h, w);
        y = Activation.gelu(
                upNorm.applyToChannels(up1.apply(y).add(features.skips().get(0))));
        NDArray fine = features.skips().get(1).get(new NDIndex(":, :{}", d / 8)); // without the picture
        y = Activation.gelu(up2.apply(y).add(fine)); // (B, d/8, 4h, 4w)
        NDArray weights = hyper.apply(token(out, MASK)).expandDims(1); // (B, 1, d/8)
        NDArray logits = weights.matMul(y.reshape(b, d / 8, 16L * h * w))
                .reshape(b, 4L * h, 4L * w)
                .add(staticMask.apply(y).squeeze(1))
                .add(maskBias);
        return new Decoded(
                logits,
                Activation.sigmoid(quality.apply(token(out, QUALITY)).squeeze(1)),
                presence.apply(token(out, PRESENCE)).squeeze(1));
    }

    /** Output tokens, then one for each click: (B, 3 + clicks, d). */
    private NDArray prompts(NDManager scope, long b, List<List<Click>> clicks) {
        NDArray outputs = Ops.on(scope, tokens).expandDims(0).broadcast(new Shape(b, 3, config.embedding()));
        return clicks.isEmpty() ? outputs : outputs.concat(places(scope, clicks).add(kinds(scope, clicks)), 1);
    }

    private NDArray places(NDManager scope, List<List<Click>> clicks) {
        int d = config.embedding();
        int each = clicks.get(0).size();
        float[] values = new float[clicks.size() * each * d];
        for (int b = 0, p = 0; b < clicks.size(); b++) {
            for (Click click : clicks.get(b)) {
                System.arraycopy(Positions.point(click.x(), click.y(), d), 0, values, p, d);
                p += d;
            }
        }
        return scope.create(values, new Shape(clicks.size(), each, d));
    }

    private NDArray kinds(NDManager scope, List<List<Click>> clicks) {
        int each = clicks.get(0).size();
        float[] chosen = new float[clicks.size() * each * 2];
        for (int b = 0, p = 0; b < clicks.size(); b++) {
            for (Click click : clicks.get(b)) {
                chosen[p + (click.positive() ? 1 : 0)] = 1;
                p += 2;
            }
        }
        return scope.create(chosen, new Shape(clicks.size(), each, 2)).matMul(Ops.on(scope, clickKinds));
    }

    private static NDArray token(NDArray out, int index) {
        return out.get(new NDIndex(":, {}", index));
    }

    private record State(NDArray tokens, NDArray image) {}

    /** Tokens attend to themselves and to the image, the image attends to the tokens. */
    private static final class TwoWayLayer {
        private final MultiHead self;
        private final MultiHead toImage;
        private final MultiHead toTokens;
        private final List<LayerNorm> norms = new ArrayList<>();
        private final Mlp mlp;

        TwoWayLayer(Weights.Scope w, int d) {
            self = MultiHead.of(w.at("a"), d, d);
            toImage = MultiHead.of(w.at("b"), d, d / 2);
            toTokens = MultiHead.of(w.at("c"), d, d / 2);
            for (int n = 0; n < 4; n++) {
                norms.add(LayerNorm.of(w.at("n").at(n), d));
            }
            mlp = Mlp.of(w.at("m"), d, 2 * d, d);
        }

        State apply(State s, NDArray queries, NDArray place) {
            NDArray q = s.tokens.add(queries);
            NDArray t = norms.get(0).apply(s.tokens.add(self.apply(q, q, s.tokens)));
            t = norms.get(1).apply(t.add(toImage.apply(t.add(queries), s.image.add(place), s.image)));
            t = norms.get(2).apply(t.add(mlp.apply(t)));
            NDArray image = s.image.add(toTokens.apply(s.image.add(place), t.add(queries), t));
            return new State(t, norms.get(3).apply(image));
        }
    }

    private record MultiHead(Linear q, Linear k, Linear v, Linear out) {
        private static final int HEADS = 4;

        static MultiHead of(Weights.Scope w, int d, int inner) {
            return new MultiHead(
                    Linear.of(w.at("q"), d, inner),
                    Linear.of(w.at("k"), d, inner),
                    Linear.of(w.at("v"), d, inner),
                    Linear.of(w.at("o"), inner, d));
        }

        NDArray apply(NDArray query, NDArray key, NDArray value) {
            NDArray read = Ops.attention(split(q.apply(query)), split(k.apply(key)), split(v.apply(value)));
            long b = read.getShape().get(0);
            long l = read.getShape().get(2);
            return out.apply(read.transpose(0, 2, 1, 3)
                    .reshape(b, l, HEADS * read.getShape().get(3)));
        }

        /** (B, L, C) → (B, heads, L, C/heads). */
        private static NDArray split(NDArray x) {
            long b = x.getShape().get(0);
            long l = x.getShape().get(1);
            return x.reshape(b, l, HEADS, x.getShape().get(2) / HEADS).transpose(0, 2, 1, 3);
        }
    }
}
