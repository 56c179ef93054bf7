package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Decoded;
import diffusam.foundation.Foundation.Memory;
import diffusam.nn.Ops;
import java.util.List;

/** The foundation model on the slices of one volume, at one picture size. For the model thread, without gradients. */
record SliceModel(Foundation model, SliceFeatures features, int side) {
    Features at(int slice, NDManager scope) {
        return features.at(slice, side, scope);
    }

    /** Side of the decoder's square of logits. */
    int maskSide() {
        return side / model.sizes().maskStride();
    }

    /** The memory that a mask leaves on a slice. */
    NDArray memory(Features slice, boolean[] mask) {
        return memory(slice, features.frame().picture(mask, side));
    }

    /** The memory that {@code side}² coverages leave on a slice. */
    NDArray memory(Features slice, float[] coverage) {
        NDManager scope = slice.embedding().getManager();
        return model.memory(slice, scope.create(coverage, new Shape(1, 1, side, side)));
    }

    NDArray emptyMemory(Features slice) {
        NDManager scope = slice.embedding().getManager();
        return model.memory(slice, scope.zeros(new Shape(1, 1, side, side)));
    }

    /** The memory that a predicted mask leaves on a slice; {@code logits} may come from a smaller picture. */
    NDArray memoryOfLogits(Features slice, float[] logits) {
        NDManager scope = slice.embedding().getManager();
        int m = (int) Math.round(Math.sqrt(logits.length));
        NDArray p = Activation.sigmoid(scope.create(logits, new Shape(1, 1, m, m)));
        return model.memory(slice, Ops.enlarge(p, side, side));
    }

    /**
     * The logits of one slice decoded from each of several memories, as many at once as the device has room for.
     *
     * @param drawn (B, C, h, w)
     * @return (B, m, m) in the scope of {@code drawn}
     */
    NDArray logits(Features slice, NDArray drawn, BatchSize batch) {
        return batch.fit(size -> {
            NDList parts = new NDList();
            long count = drawn.getShape().get(0);
            for (long from = 0; from < count; from += size) {
                long to = Math.min(count, from + size);
                NDArray part = to - from == count ? drawn : drawn.get("{}:{}", from, to);
                parts.add(decode(slice.repeat((int) (to - from)), List.of(Memory.given(part)))
                        .logits());
            }
            return Ops.concat(parts, 0);
        });
    }

    Decoded decode(Features slice, List<Memory> memories) {
        return model.decode(slice, memories);
    }
}
