package diffusam.benchmark;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.engine.Seeds;
import diffusam.volume.SliceLayout;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Seed slices as an annotator without a plan would choose them: for each structure evenly over its own extent. */
final class EvenSeeds {
    private EvenSeeds() {}

    /** The slices at (i + ½)/n of the way from the first to the last, i = 0 … n−1; fewer where they coincide. */
    static NavigableSet<Integer> slices(int first, int last, int count) {
        NavigableSet<Integer> slices = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            slices.add((int) Math.round(first + (i + .5) / count * (last - first)));
        }
        return slices;
    }

    /** The truth on these slices alone, for each label that occurs. */
    static Seeds of(LabelMap truth, SliceLayout layout, Collection<Integer> labels, int count) {
        SortedMap<Integer, NavigableSet<Integer>> known = new TreeMap<>();
        LabelMap shown = LabelMap.empty(truth.grid());
        for (int label : labels) {
            SortedSet<Integer> extent = truth.slicesWith(layout, label);
            if (extent.isEmpty()) {
                continue;
            }
            NavigableSet<Integer> slices = slices(extent.first(), extent.last(), count);
            LabelEdit.Builder edit = shown.edit();
            for (int slice : slices) {
                edit.setMask(layout, slice, label, truth.mask(layout, slice, label));
            }
            shown = shown.apply(edit.build());
            known.put(label, slices);
        }
        return new Seeds(shown, layout, known);
    }
}
