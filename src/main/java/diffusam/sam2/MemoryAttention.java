package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import diffusam.nn.FusedAttention;
import diffusam.nn.LayerNorm;
import diffusam.nn.Linear;
import diffusam.nn.Ops;
import diffusam.nn.Rotation;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/** A frame's embedding reads what earlier frames left: self-attention, attention to the memories, perceptron; four times. */
final class MemoryAttention {
    private static final int LAYERS = 4;
    private static final int HIDDEN = 2048;
    private static final double POSITION_SCALE = 0.1;

    private final Positions positions;
    private final List<Layer> layers = new ArrayList<>();
    private final LayerNorm norm;

    MemoryAttention(Weights.Scope w, Positions positions, FusedAttention fused) {
        this.positions = positions;
        for (int n = 0; n < LAYERS; n++) {
            layers.add(Layer.of(w.at("layers").at(n), fused));
        }
        norm = LayerNorm.of(w.at("norm"), FpnNeck.WIDTH);
    }

    /** Embedding (B, 256, h, w) → the same, aware of the bank's memories. */
    NDArray apply(NDArray embedding, MemoryTokens memories) {
        Shape s = embedding.getShape();
        int h = (int) s.get(2);
        int w = (int) s.get(3);
        Rotation rotation = positions.rotation(h, w, FpnNeck.WIDTH);
        NDArray place = Ops.on(embedding.getManager(), positions.sine(h, w, FpnNeck.WIDTH));
        NDArray x = embedding
                .reshape(s.get(0), s.get(1), (long) h * w)
                .transpose(0, 2, 1) // (B, h*w, 256)
                .add(Ops.scaled(place, POSITION_SCALE));
        for (Layer layer : layers) {
            x = Ops.scoped(x, y -> layer.apply(y, memories, rotation));
        }
        return norm.apply(x).transpose(0, 2, 1).reshape(s);
    }

    private record Layer(
            LayerNorm norm1,
            Attention self,
            LayerNorm norm2,
            Attention cross,
            LayerNorm norm3,
            Linear expand,
            Linear contract) {
        static Layer of(Weights.Scope w, FusedAttention fused) {
            int c = FpnNeck.WIDTH;
            return new Layer(
                    LayerNorm.of(w.at("norm1"), c),
                    Attention.of(w.at("self_attn"), fused, c),
                    LayerNorm.of(w.at("norm2"), c),
                    Attention.of(w.at("cross_attn_image"), fused, MemoryEncoder.WIDTH),
                    LayerNorm.of(w.at("norm3"), c),
                    Linear.of(w.at("linear1"), c, HIDDEN),
                    Linear.of(w.at("linear2"), HIDDEN, c));
        }

        /** (B, h*w, 256) → the same. */
        NDArray apply(NDArray x, MemoryTokens memories, Rotation rotation) {
            NDArray own = norm1.apply(x);
            NDArray y = x.add(self.apply(own, own, own, 0, rotation));
            NDArray keys = Ops.on(x.getManager(), memories.keys());
            NDArray values = Ops.on(x.getManager(), memories.values());
            y = y.add(cross.apply(norm2.apply(y), keys, values, memories.pointerTokens(), rotation));
            return y.add(contract.apply(Activation.relu(expand.apply(norm3.apply(y)))));
        }
    }

    /** One head with rotary positions; the keys may be several grids, followed by tokens without a place. */
    private record Attention(FusedAttention fused, Linear q, Linear k, Linear v, Linear out) {
        static Attention of(Weights.Scope w, FusedAttention fused, int keyWidth) {
            int c = FpnNeck.WIDTH;
            return new Attention(
                    fused,
                    Linear.of(w.at("q_proj"), c, c),
                    Linear.of(w.at("k_proj"), keyWidth, c),
                    Linear.of(w.at("v_proj"), keyWidth, c),
                    Linear.of(w.at("out_proj"), c, c));
        }

        /** Queries (B, h*w, 256); keys and values (B, grids*h*w + placeless, C) → (B, h*w, 256). */
        NDArray apply(NDArray query, NDArray key, NDArray value, long placeless, Rotation rotation) {
            long cells = query.getShape().get(1);
            NDArray turnedQuery = turned(q.apply(query), cells, rotation);
            NDArray keys = k.apply(key);
            long placed = keys.getShape().get(1) - placeless;
            NDArray turnedKeys = placeless == 0
                    ? turned(keys, cells, rotation)
                    : turned(keys.get(":, :{}", placed), cells, rotation).concat(keys.get(":, {}:", placed), 1);
            NDArray read = fused.apply(
                    turnedQuery.expandDims(1),
                    turnedKeys.expandDims(1),
                    v.apply(value).expandDims(1));
            return out.apply(read.squeeze(1));
        }

        private static NDArray turned(NDArray x, long cells, Rotation rotation) {
            Shape s = x.getShape();
            return rotation.apply(x.reshape(s.get(0), s.get(1) / cells, cells, s.get(2)))
                    .reshape(s);
        }
    }
}
