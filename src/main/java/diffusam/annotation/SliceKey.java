package diffusam.annotation;

import diffusam.volume.Plane;
import java.util.Comparator;

/** One label on one slice of a plane. */
public record SliceKey(Plane plane, int slice, int label) implements Comparable<SliceKey> {
    private static final Comparator<SliceKey> ORDER = Comparator.comparing(SliceKey::plane)
            .thenComparingInt(SliceKey::slice)
            .thenComparingInt(SliceKey::label);

    public SliceKey {
        if (slice < 0 || label < 1 || label > Label.MAX_ID) {
            throw new IllegalArgumentException("no slice " + slice + " of label " + label);
        }
    }

    @Override
    public int compareTo(SliceKey other) {
        return ORDER.compare(this, other);
    }
}
