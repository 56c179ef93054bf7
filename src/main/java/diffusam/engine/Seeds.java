package diffusam.engine;

import diffusam.annotation.Annotation;
import diffusam.annotation.LabelMap;
import diffusam.annotation.ShapeInterpolation;
import diffusam.volume.Grid;
import diffusam.volume.SliceLayout;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The slices a person labelled.
 *
 * @param map the labels; only the named slices are read
 * @param layout the plane the slices belong to
 * @param slices for each label, ascending, the slices where it is known: those that show it, and those known not to
 */
public record Seeds(LabelMap map, SliceLayout layout, SortedMap<Integer, NavigableSet<Integer>> slices) {
    public Seeds {
        slices = Collections.unmodifiableSortedMap(new TreeMap<>(slices));
    }

    /** Every label is known on every one of {@code slices}: a label that does not show there is absent. */
    public static Seeds complete(
            LabelMap map, SliceLayout layout, Collection<Integer> slices, Collection<Integer> labels) {
        SortedMap<Integer, NavigableSet<Integer>> known = new TreeMap<>();
        for (int label : labels) {
            NavigableSet<Integer> numbers = new TreeSet<>(slices);
            if (!Collections.disjoint(numbers, map.slicesWith(layout, label))) {
                known.put(label, numbers);
            }
        }
        return new Seeds(map, layout, known);
    }

    /** Each label is known on the slices where it is painted, and nowhere else. */
    public static Seeds painted(LabelMap map, SliceLayout layout, Collection<Integer> labels) {
        SortedMap<Integer, NavigableSet<Integer>> known = new TreeMap<>();
        for (int label : labels) {
            NavigableSet<Integer> numbers = new TreeSet<>(map.slicesWith(layout, label));
            if (!numbers.isEmpty()) {
                known.put(label, numbers);
            }
        }
        return new Seeds(map, layout, known);
    }

    /** The same for what a person vouches for in an annotation: nothing that was merely proposed. Reads the whole map. */
    public static Seeds vouched(Annotation annotation, SliceLayout layout, Collection<Integer> labels) {
        SortedMap<Integer, Collection<Integer>> painted = new TreeMap<>();
        labels.forEach(label -> painted.put(label, annotation.map().slicesWith(layout, label)));
        return vouched(annotation, layout, painted);
    }

    /**
     * The same, quickly.
     *
     * @param painted for each label that may be a seed, the slices on which it occurs
     */
    public static Seeds vouched(
            Annotation annotation, SliceLayout layout, SortedMap<Integer, ? extends Collection<Integer>> painted) {
        SortedMap<Integer, NavigableSet<Integer>> known = new TreeMap<>();
        painted.forEach((label, where) -> {
            NavigableSet<Integer> vouched = annotation.vouchedSlices(layout.plane(), label, where);
            if (!Collections.disjoint(vouched, where)) {
                known.put(label, vouched);
            }
        });
        return new Seeds(annotation.map(), layout, known);
    }

    /** The labels that are known somewhere. */
    public SortedSet<Integer> labels() {
        return new TreeSet<>(slices.keySet());
    }

    /** Every slice that is a seed of some label. */
    public NavigableSet<Integer> allSlices() {
        NavigableSet<Integer> all = new TreeSet<>();
        for (Map.Entry<Integer, NavigableSet<Integer>> entry : slices.entrySet()) {
            all.addAll(entry.getValue());
        }
        return all;
    }

    public boolean isSeed(int label, int slice) {
        NavigableSet<Integer> known = slices.get(label);
        return known != null && known.contains(slice);
    }

    /** The same seeds but for some slices; labels that show on no other slice than these are left out. */
    public Seeds without(Collection<Integer> heldOut) {
        SortedMap<Integer, NavigableSet<Integer>> rest = new TreeMap<>();
        slices.forEach((label, known) -> {
            NavigableSet<Integer> kept = new TreeSet<>(known);
            kept.removeAll(heldOut);
            if (kept.stream().anyMatch(slice -> LabelSeeds.contains(mask(label, slice)))) {
                rest.put(label, kept);
            }
        });
        return new Seeds(map, layout, rest);
    }

    /** The label's masks on its seed slices; all false where it is known to be absent. */
    public NavigableMap<Integer, boolean[]> masks(int label) {
        NavigableMap<Integer, boolean[]> masks = new TreeMap<>();
        for (int slice : slices.getOrDefault(label, Collections.emptyNavigableSet())) {
            masks.put(slice, mask(label, slice));
        }
        return masks;
    }

    /** The label's shape between and a little beyond its seeds. */
    public ShapeInterpolation shape(int label) {
        Grid grid = map.grid();
        return new ShapeInterpolation(
                masks(label),
                layout.columns(),
                grid.spacingMm(layout.columnAxis()),
                grid.spacingMm(layout.rowAxis()),
                grid.spacingMm(layout.sliceAxis()));
    }

    /** The label's mask on one of its seed slices, row by row in radiological display. */
    public boolean[] mask(int label, int slice) {
        return map.mask(layout, slice, label);
    }
}
