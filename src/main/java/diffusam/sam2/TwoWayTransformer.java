package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import diffusam.nn.LayerNorm;
import diffusam.nn.Linear;
import diffusam.nn.Ops;
import diffusam.nn.Weights;

/** Tokens and image read each other (Kirillov et al. 2023). */
final class TwoWayTransformer {
    private static final int HIDDEN = 2048;

    private final Layer first;
    private final Layer second;
    private final Attention lastRead;
    private final LayerNorm lastNorm;

    TwoWayTransformer(Weights.Scope w) {
        int c = FpnNeck.WIDTH;
        first = Layer.of(w.at("layers").at(0));
        second = Layer.of(w.at("layers").at(1));
        lastRead = Attention.of(w.at("final_attn_token_to_image"), c / 2);
        lastNorm = LayerNorm.of(w.at("norm_final_attn"), c);
    }

    /**
     * Runs both layers.
     *
     * @param tokens (B, n, 256)
     * @param image (B, h*w, 256)
     * @param place of the image's cells, (1, h*w, 256)
     */
    State apply(NDArray tokens, NDArray image, NDArray place) {
        // the first layer has nothing to add the tokens' own attention to
        NDArray begun = first.norm1.apply(first.self.apply(tokens, tokens, tokens));
        State state = first.exchange(new State(begun, image), tokens, place);
        NDArray query = state.tokens.add(tokens);
        NDArray own = state.tokens.add(second.self.apply(query, query, state.tokens));
        state = second.exchange(new State(second.norm1.apply(own), state.image), tokens, place);
        NDArray read = lastRead.apply(state.tokens.add(tokens), state.image.add(place), state.image);
        return new State(lastNorm.apply(state.tokens.add(read)), state.image);
    }

    /** Tokens (B, n, 256) and image cells (B, h*w, 256). */
    record State(NDArray tokens, NDArray image) {}

    private record Layer(
            Attention self,
            LayerNorm norm1,
            Attention toImage,
            LayerNorm norm2,
            Mlp mlp,
            LayerNorm norm3,
            Attention toTokens,
            LayerNorm norm4) {
        static Layer of(Weights.Scope w) {
            int c = FpnNeck.WIDTH;
            return new Layer(
                    Attention.of(w.at("self_attn"), c),
                    LayerNorm.of(w.at("norm1"), c),
                    Attention.of(w.at("cross_attn_token_to_image"), c / 2),
                    LayerNorm.of(w.at("norm2"), c),
                    Mlp.relu(w.at("mlp"), c, HIDDEN, c),
                    LayerNorm.of(w.at("norm3"), c),
                    Attention.of(w.at("cross_attn_image_to_token"), c / 2),
                    LayerNorm.of(w.at("norm4"), c));
        }

        /** What follows the tokens' own attention. {@code asked} are the tokens as they came in. */
        State exchange(State s, NDArray asked, NDArray place) {
            NDArray t = norm2.apply(s.tokens.add(toImage.apply(s.tokens.add(asked), s.image.add(place), s.image)));
            t = norm3.apply(t.add(mlp.apply(t)));
            NDArray image = s.image.add(toTokens.apply(s.image.add(place), t.add(asked), t));
            return new State(t, norm4.apply(image));
        }
    }

    private record Attention(Linear q, Linear k, Linear v, Linear out) {
        private static final int HEADS = 8;

        static Attention of(Weights.Scope w, int inner) {
            int c = FpnNeck.WIDTH;
            return new Attention(
                    Linear.of(w.at("q_proj"), c, inner),
                    Linear.of(w.at("k_proj"), c, inner),
                    Linear.of(w.at("v_proj"), c, inner),
                    Linear.of(w.at("out_proj"), inner, c));
        }

        /** (B, L, 256), (B, M, 256), (B, M, 256) → (B, L, 256). */
        NDArray apply(NDArray query, NDArray key, NDArray value) {
            NDArray read = Ops.attention(byHead(q.apply(query)), byHead(k.apply(key)), byHead(v.apply(value)));
            Shape s = read.getShape();
            return out.apply(read.transpose(0, 2, 1, 3).reshape(s.get(0), s.get(2), s.get(1) * s.get(3)));
        }

        /** (B, L, C) → (B, heads, L, C/heads). */
        private static NDArray byHead(NDArray x) {
            Shape s = x.getShape();
            return x.reshape(s.get(0), s.get(1), HEADS, s.get(2) / HEADS).transpose(0, 2, 1, 3);
        }
    }
}
