package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Foundation.Memory;
import diffusam.nn.Init;
import diffusam.nn.Linear;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.List;
import java.util.Optional;

/** Lays memories and object pointers out as tokens, each marked with its age. */
final class Recall {
    /** Memories that differ in age: the given ones, and up to six predicted frames. */
    static final int AGES = 7;

    private static final int TOKENS_A_POINTER = FpnNeck.WIDTH / MemoryEncoder.WIDTH;

    private final NDArray ages;
    private final Optional<Linear> pointerAge;
    private final Positions positions;

    Recall(Weights.Scope w, Sam2Config config, Positions positions) {
        ages = w.get("maskmem_tpos_enc", Init.ZEROS, AGES, 1, 1, MemoryEncoder.WIDTH);
        pointerAge = config.improved()
                ? Optional.of(Linear.of(w.at("obj_ptr_tpos_proj"), FpnNeck.WIDTH, MemoryEncoder.WIDTH))
                : Optional.empty();
        this.positions = positions;
    }

    /**
     * Lays out what is to be read.
     *
     * @param span frames that make a pointer's age 1
     */
    MemoryTokens tokens(NDManager scope, List<Memory> memories, List<Pointer> pointers, int span) {
        NDList keys = new NDList();
        NDList values = new NDList();
        for (Memory memory : memories) {
            NDArray value = cells(Ops.on(scope, memory.embedding()));
            values.add(value);
            keys.add(value.add(place(scope, memory)));
        }
        for (Pointer pointer : pointers) {
            NDArray value = Ops.on(scope, pointer.token()).reshape(-1, TOKENS_A_POINTER, MemoryEncoder.WIDTH);
            values.add(value);
            double age = (double) pointer.distance() / span;
            keys.add(pointerAge
                    .map(linear -> value.add(mark(linear, scope, age)))
                    .orElse(value));
        }
        return new MemoryTokens(Ops.concat(keys, 1), Ops.concat(values, 1), (long) TOKENS_A_POINTER * pointers.size());
    }

    /** (B, 64, h, w) → (B, h*w, 64). */
    private static NDArray cells(NDArray memory) {
        Shape s = memory.getShape();
        return memory.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)).transpose(0, 2, 1);
    }

    /** Place in the image and age: (1, h*w, 64). */
    private NDArray place(NDManager scope, Memory memory) {
        Shape s = memory.embedding().getShape();
        int row = memory.age() == 0 ? AGES - 1 : Math.min(memory.age(), AGES - 1) - 1;
        NDArray age = Ops.on(scope, ages).get(row).reshape(1, 1, MemoryEncoder.WIDTH);
        return age.add(positions.sine((int) s.get(2), (int) s.get(3), MemoryEncoder.WIDTH));
    }

    private static NDArray mark(Linear linear, NDManager scope, double age) {
        NDArray line = scope.create(Positions.line(age, FpnNeck.WIDTH), new Shape(1, 1, FpnNeck.WIDTH));
        return linear.apply(line); // (1, 1, 64)
    }

    /**
     * The decoder's summary of an object on a frame.
     *
     * @param token (B, 256)
     * @param distance frames between that frame and the one that reads
     */
    record Pointer(NDArray token, int distance) {}
}
