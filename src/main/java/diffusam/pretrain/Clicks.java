package diffusam.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Click;
import diffusam.nn.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Clicks of a pretended user on the first slice of a batch. */
final class Clicks {
    private Clicks() {}

    /** No answer yet. */
    static List<boolean[]> nothing(Batch batch) {
        List<boolean[]> masks = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            masks.add(new boolean[batch.side() * batch.side()]);
        }
        return masks;
    }

    /** Adds to each row of clicks one more, where its answer is most wrong. */
    static void addNext(List<List<Click>> clicks, List<boolean[]> answers, Batch batch, RandomGenerator random) {
        for (int row = 0; row < batch.rows(); row++) {
            List<Click> more = new ArrayList<>(clicks.get(row));
            more.add(Masks.nextClick(random, answers.get(row), batch.mask(row, 0), batch.side()));
            clicks.set(row, more);
        }
    }

    /** Logits (B, m, m) → masks of the image's side. */
    static List<boolean[]> masks(NDArray logits, int side) {
        int small = (int) logits.getShape().get(1);
        int stride = side / small;
        float[] values = logits.toFloatArray();
        List<boolean[]> masks = new ArrayList<>();
        for (int row = 0; row < logits.getShape().get(0); row++) {
            boolean[] mask = new boolean[side * side];
            for (int p = 0; p < mask.length; p++) {
                mask[p] = values[(row * small + p / side / stride) * small + p % side / stride] > 0;
            }
            masks.add(mask);
        }
        return masks;
    }

    /** The same features, so that what is computed from them dies with the scope. */
    static Features on(NDManager scope, Features features) {
        return new Features(
                Ops.on(scope, features.embedding()),
                features.skips().stream().map(skip -> Ops.on(scope, skip)).toList());
    }
}
