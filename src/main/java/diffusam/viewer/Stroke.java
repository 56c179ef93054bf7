package diffusam.viewer;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.viewer.render.Draft;
import diffusam.volume.SliceLayout;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pixels that a gesture has touched, slice by slice of one plane, and what they turn into. Which of them change is
 * decided by the map the edit is made for, so labels that arrive during the gesture are respected. Immutable.
 */
public record Stroke(SliceLayout layout, Map<Integer, BitSet> touched, Paint paint) implements Draft {
    public Stroke {
        Map<BitSet, BitSet> copies = new IdentityHashMap<>(); // what is cut through all slices is kept once
        Map<Integer, BitSet> copy = new TreeMap<>();
        touched.forEach((slice, pixels) ->
                copy.put(slice, copies.computeIfAbsent(pixels, original -> (BitSet) original.clone())));
        touched = copy;
    }

    /** Touches pixels of a single slice, numbered row by row. */
    public static Stroke onSlice(SliceLayout layout, int slice, BitSet pixels, Paint paint) {
        return new Stroke(layout, Map.of(slice, pixels), paint);
    }

    /** How many voxels the edit has to look at. */
    public long voxels() {
        return touched.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    public boolean isEmpty() {
        return touched.values().stream().allMatch(BitSet::isEmpty);
    }

    @Override
    public void preview(int slice, short[] labels) {
        BitSet pixels = touched.get(slice);
        if (pixels != null) {
            pixels.stream().forEach(p -> labels[p] = (short) paint.applyTo(labels[p] & 0xFFFF));
        }
    }

    /** Paints the map's own voxels, also where the pixels are those of another grid. */
    public LabelEdit edit(LabelMap map) {
        LabelEdit.Builder edit = map.edit();
        new TouchedVoxels(layout, touched, map.grid()).forEach(position -> {
            int old = edit.at(position);
            int now = paint.applyTo(old);
            if (now != old) {
                edit.set(position, now);
            }
        });
        return edit.build();
    }
}
