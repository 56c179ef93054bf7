package diffusam.nano;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import diffusam.foundation.Foundation.Memory;
import diffusam.nn.Conv2d;
import diffusam.nn.Init;
import diffusam.nn.LayerNorm;
import diffusam.nn.Linear;
import diffusam.nn.Ops;
import diffusam.nn.Rotation;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory attention of SAM 2 with rotary encoding, after a position-aligned path of our own: a 3×3 convolution of the mean
 * memory, added to the embedding. Slices of a volume move little, so the aligned path lets the network train in minutes.
 */
final class MemoryAttention {
    private final NanoConfig config;
    private final Positions positions;
    private final List<Layer> layers = new ArrayList<>();
    private final LayerNorm norm;
    private final Conv2d aligned;
    private final NDArray ages;

    /** {@code w} is the network's root: this part's names have no prefix of their own. */
    MemoryAttention(Weights.Scope w, NanoConfig config, Positions positions) {
        this.config = config;
        this.positions = positions;
        for (int n = 0; n < config.memoryLayers(); n++) {
            layers.add(new Layer(w.at("layers").at(n), config));
        }
        norm = LayerNorm.of(w.at("mn"), config.embedding());
        aligned = Conv2d.of(w.at("loc"), config.memory(), config.embedding(), 3, 1);
        ages = w.get("tpos", Init.SMALL_NORMAL, config.ages(), config.memory());
    }

    /** (B, d, h, w) with memories (B, m, h, w) → (B, d, h, w). */
    NDArray apply(NDArray embedding, List<Memory> memories) {
        NDManager scope = embedding.getManager();
        long b = embedding.getShape().get(0);
        int h = (int) embedding.getShape().get(2);
        int w = (int) embedding.getShape().get(3);
        long m = config.memory();
        int pool = config.pool();
        NDArray place = positions.sine(h / pool, w / pool, config.memory());
        NDList tokens = new NDList();
        NDList keys = new NDList();
        NDList maps = new NDList();
        for (Memory memory : memories) {
            NDArray age = Ops.on(scope, ages).get(new NDIndex(Math.min(memory.age(), config.ages() - 1)));
            NDArray token = Ops.average(memory.embedding(), pool)
                    .reshape(b, m, (long) (h / pool) * (w / pool))
                    .transpose(0, 2, 1); // (B, cells, m)
            tokens.add(token);
            keys.add(token.add(place).add(age));
            maps.add(memory.embedding().add(age.reshape(1, m, 1, 1)));
        }
        NDArray mean = maps.get(0);
        for (NDArray map : maps.subList(1, maps.size())) {
            mean = mean.add(map);
        }
        NDArray x = embedding.add(aligned.apply(Ops.scaled(mean, 1.0 / maps.size())));
        x = x.reshape(b, config.embedding(), (long) h * w).transpose(0, 2, 1); // (B, h*w, d)
        Turns turns = new Turns(
                positions.rotation(h, w, config.attention(), 1),
                positions.rotation(h / pool, w / pool, config.attention(), pool),
                pool);
        NDArray key = Ops.concat(keys, 1);
        NDArray value = Ops.concat(tokens, 1);
        for (Layer layer : layers) {
            x = layer.apply(x, key, value, turns, memories.size());
        }
        return norm.apply(x).transpose(0, 2, 1).reshape(b, config.embedding(), h, w);
    }

    /** Rotary positions of the queries' grid and of the keys', whose cells average {@code pool}×{@code pool} of it. */
    private record Turns(Rotation queries, Rotation keys, int pool) {}

    /** Self-attention, cross-attention to the memories, and a feed-forward network. */
    private static final class Layer {
        private final LayerNorm norm1;
        private final LayerNorm norm2;
        private final LayerNorm norm3;
        private final Projections self;
        private final Projections cross;
        private final Linear expand;
        private final Linear contract;

        Layer(Weights.Scope w, NanoConfig c) {
            norm1 = LayerNorm.of(w.at("n1"), c.embedding());
            norm2 = LayerNorm.of(w.at("n2"), c.embedding());
            norm3 = LayerNorm.of(w.at("n3"), c.embedding());
            self = Projections.of(w, "s", c.embedding(), c.embedding(), c.attention());
            cross = Projections.of(w, "c", c.embedding(), c.memory(), c.attention());
            expand = Linear.of(w.at("f1"), c.embedding(), 4 * c.embedding());
            contract = Linear.of(w.at("f2"), 4 * c.embedding(), c.embedding());
        }

        NDArray apply(NDArray x, NDArray key, NDArray value, Turns turns, int frames) {
            NDArray y = norm1.apply(x);
            NDArray coarse = turns.pool == 1 ? y : averaged(y, turns.pool);
            x = x.add(self.attend(y, coarse, coarse, turns, 1));
            x = x.add(cross.attend(norm2.apply(x), key, value, turns, frames));
            return x.add(contract.apply(Activation.relu(expand.apply(norm3.apply(x)))));
        }
    }

    /** Tokens of a square grid, averaged over squares: (B, L, C) → (B, L/pool², C). */
    private static NDArray averaged(NDArray tokens, int pool) {
        long b = tokens.getShape().get(0);
        long l = tokens.getShape().get(1);
        long c = tokens.getShape().get(2);
        long side = Math.round(Math.sqrt(l));
        NDArray sums =
                tokens.reshape(b, side / pool, pool, side / pool, pool, c).sum(new int[] {2, 4});
        return Ops.scaled(sums, 1.0 / (pool * pool)).reshape(b, l / ((long) pool * pool), c);
    }

    private record Projections(Linear q, Linear k, Linear v, Linear out) {
        static Projections of(Weights.Scope w, String name, int d, int keyWidth, int inner) {
            return new Projections(
                    Linear.of(w.at(name + "q"), d, inner),
                    Linear.of(w.at(name + "k"), keyWidth, inner),
                    Linear.of(w.at(name + "v"), keyWidth, inner),
                    Linear.of(w.at(name + "o"), inner, d));
        }

        NDArray attend(NDArray query, NDArray key, NDArray value, Turns turns, int frames) {
            NDArray read = Ops.attention(
                    turned(q.apply(query), turns.queries, 1), turned(k.apply(key), turns.keys, frames), v.apply(value));
            return out.apply(read);
        }

        /** Every frame is turned by the same positions: (B, frames*L, C). */
        private static NDArray turned(NDArray x, Rotation rotation, int frames) {
            long b = x.getShape().get(0);
            long l = x.getShape().get(1);
            long c = x.getShape().get(2);
            return rotation.apply(x.reshape(b, frames, l / frames, c)).reshape(b, l, c);
        }
    }
}
