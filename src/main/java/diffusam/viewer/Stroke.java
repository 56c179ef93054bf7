package diffusam.viewer;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.viewer.render.Draft;
import diffusam.volume.SliceLayout;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pixels that a gesture has touched, slice by slice of one plane, and what they turn into. Which of them change is
 * decided by the map the edit is made for, so labels that arrive during the gesture are respected. Immutable.
 */
public record Stroke(SliceLayout layout, Map<Integer, BitSet> touched, Paint paint) implements Draft {
    public Stroke {
        Map<Integer, BitSet> copy = new TreeMap<>();
        touched.forEach((slice, pixels) -> copy.put(slice, (BitSet) pixels.clone()));
        touched = copy;
    }

    /** Touches pixels of a single slice, numbered row by row. */
    public static Stroke onSlice(SliceLayout layout, int slice, BitSet pixels, Paint paint) {
        return new Stroke(layout, Map.of(slice, pixels), paint);
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

    public LabelEdit edit(LabelMap map) {
        LabelEdit.Builder edit = map.edit();
        touched.forEach((slice, pixels) -> {
            SliceLayout.Walk walk = layout.walk(slice);
            pixels.stream().forEach(p -> {
                long position = walk.at(p % layout.columns(), p / layout.columns());
                int old = edit.at(position);
                int now = paint.applyTo(old);
                if (now != old) {
                    edit.set(position, now);
                }
            });
        });
        return edit.build();
    }
}
