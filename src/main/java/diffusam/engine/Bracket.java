package diffusam.engine;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The seeds that show a label next to a slice, one on each side where there is one. */
record Bracket(OptionalInt below, OptionalInt above) {
    boolean isEmpty() {
        return below.isEmpty() && above.isEmpty();
    }

    /** True if the slice lies between two seeds that show the label. */
    boolean isClosed() {
        return below.isPresent() && above.isPresent();
    }

    /** The seed a slice is nearest to; the lower at equal distance. */
    int nearest(int slice) {
        if (isEmpty()) {
            throw new IllegalArgumentException("no seed next to slice " + slice);
        }
        if (!isClosed()) {
            return below.isPresent() ? below.getAsInt() : above.orElseThrow();
        }
        return slice - below.getAsInt() <= above.getAsInt() - slice ? below.getAsInt() : above.getAsInt();
    }

    /** Slices to the nearest seed. */
    int distance(int slice) {
        return Math.abs(slice - nearest(slice));
    }

    /** Where a slice lies in a closed bracket: 0 at the lower seed, 1 at the upper. */
    double fraction(int slice) {
        int low = below.orElseThrow();
        return (double) (slice - low) / (above.orElseThrow() - low);
    }

    /** What was computed from the lower and from the upper seed, mixed by distance; null if neither is there. */
    float @Nullable [] mix(int slice, float @Nullable [] fromBelow, float @Nullable [] fromAbove) {
        if (fromBelow == null || fromAbove == null) {
            return fromBelow == null ? fromAbove : fromBelow;
        }
        float weight = (float) fraction(slice);
        float[] mixed = new float[fromBelow.length];
        for (int p = 0; p < mixed.length; p++) {
            mixed[p] = (1 - weight) * fromBelow[p] + weight * fromAbove[p];
        }
        return mixed;
    }

    IntStream seeds() {
        return IntStream.concat(below.stream(), above.stream());
    }
}
