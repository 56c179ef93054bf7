package diffusam.app;

import diffusam.engine.FewShotOptions;
import diffusam.engine.Seeds;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A run whose masks stand: what it started from, and the slices that came of it.
 *
 * @param step name of the undo step that its masks are
 * @param slices that arrived; FX thread only
 */
record EarlierRun(OpenStudy study, String step, Seeds seeds, FewShotOptions options, BitSet slices) {
    /** True if a run with these options could leave some of the masks as they are. */
    @SuppressWarnings("ReferenceEquality") // another study is another object
    boolean servesFor(OpenStudy study, FewShotOptions options) {
        return this.study == study && this.options.equals(options) && study.hasDone(step);
    }

    /**
     * The slices between and beyond seeds of which one has changed, come or gone: up to the next seed that is as it was, on
     * either side. Reads the masks of all seeds.
     */
    static BitSet affected(Seeds before, Seeds now) {
        BitSet affected = new BitSet();
        if (!before.layout().equals(now.layout())) {
            affected.set(0, now.layout().slices());
            return affected;
        }
        NavigableSet<Integer> labels = new TreeSet<>(before.labels());
        labels.addAll(now.labels());
        for (int label : labels) {
            markAffected(before, now, label, affected);
        }
        return affected;
    }

    private static void markAffected(Seeds before, Seeds now, int label, BitSet affected) {
        NavigableSet<Integer> all = new TreeSet<>(before.masks(label).keySet());
        all.addAll(now.masks(label).keySet());
        NavigableSet<Integer> same = new TreeSet<>();
        for (int slice : all) {
            if (before.isSeed(label, slice)
                    && now.isSeed(label, slice)
                    && java.util.Arrays.equals(before.mask(label, slice), now.mask(label, slice))) {
                same.add(slice);
            }
        }
        all.removeAll(same);
        for (int slice : all) {
            Integer below = same.lower(slice);
            Integer above = same.higher(slice);
            affected.set(
                    below == null ? 0 : below + 1, above == null ? now.layout().slices() : above);
        }
    }
}
