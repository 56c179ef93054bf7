package diffusam.metrics;

import diffusam.annotation.LabelMap;
import diffusam.volume.SliceLayout;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A prediction beside the truth, voxel by voxel.
 *
 * @param layout the plane whose slices are chosen by number; both maps lie on its grid
 */
public record Comparison(LabelMap prediction, LabelMap truth, SliceLayout layout) {
    /** How many slices before the structure's first and after its last are still judged. */
    private static final int MARGIN_SLICES = 3;

    public Comparison {
        if (!prediction.grid().extent().equals(truth.grid().extent())
                || !layout.extent().equals(truth.grid().extent())) {
            throw new IllegalArgumentException(
                    "a prediction of " + prediction.grid().extent() + " voxels cannot be compared with a truth of "
                            + truth.grid().extent());
        }
    }

    /** Agreement over the whole grid. */
    public Agreement volume(int label) {
        return over(label, IntStream.range(0, layout.slices()).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Agreement where it had to be found: on {@link #restSlices}. */
    public Agreement rest(int label, Collection<Integer> seeds) {
        return over(label, restSlices(label, seeds));
    }

    /**
     * The slices that are no seeds, from three before the structure's first in the truth to three after its last; none if
     * the truth does not hold the label.
     */
    public SortedSet<Integer> restSlices(int label, Collection<Integer> seeds) {
        SortedSet<Integer> shown = truth.slicesWith(layout, label);
        SortedSet<Integer> rest = new TreeSet<>();
        if (!shown.isEmpty()) {
            int first = Math.max(0, shown.first() - MARGIN_SLICES);
            int last = Math.min(layout.slices() - 1, shown.last() + MARGIN_SLICES);
            IntStream.rangeClosed(first, last).forEach(rest::add);
            rest.removeAll(new TreeSet<>(seeds));
        }
        return rest;
    }

    /**
     * Agreement on some slices. The others count as background in both maps, in their true places: a structure that is cut
     * there has a surface at the cut, and distances across the gap keep their length.
     */
    public Agreement over(int label, SortedSet<Integer> slices) {
        return StructurePair.cut(this, label, slices).agreement();
    }
}
