package diffusam.pretrain;

import ai.djl.ndarray.NDArray;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Decoded;
import diffusam.foundation.Foundation.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Clicks and boxes of a pretended user on the first slice of a batch. */
final class Clicks {
    private Clicks() {}

    /**
     * Adds to each row of clicks one more, where its answer is most wrong.
     *
     * @param before null if nothing was answered yet
     */
    static void addNext(List<List<Click>> clicks, @Nullable Decoded before, Batch batch, RandomGenerator random) {
        int side = batch.side();
        List<boolean[]> answers = before == null ? List.of() : masks(before.logits(), side);
        for (int row = 0; row < batch.rows(); row++) {
            boolean[] answer = answers.isEmpty() ? new boolean[side * side] : answers.get(row);
            List<Click> more = new ArrayList<>(clicks.get(row));
            more.add(Masks.nextClick(random, answer, batch.mask(row, 0), side));
            clicks.set(row, more);
        }
    }

    /** A box drawn by hand around each row's object. */
    static List<Region> boxes(Batch batch, RandomGenerator random) {
        List<Region> boxes = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            boxes.add(Masks.box(random, batch.mask(row, 0), batch.side()));
        }
        return boxes;
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
}
