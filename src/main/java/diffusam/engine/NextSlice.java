package diffusam.engine;

import java.util.OptionalInt;

/**
 * The slice whose labelling would help most.
 *
 * @param slice its number
 * @param label the label that gains most
 * @param below the seed slice below it, if any
 * @param above the seed slice above it, if any
 * @param disputed true if the passes from these two disagree there
 * @param gain by how much the mean Dice overlap over the labels is expected to rise
 */
public record NextSlice(int slice, int label, OptionalInt below, OptionalInt above, boolean disputed, double gain) {
    /** A gain below which one more slice is not worth the work. */
    private static final double ENOUGH = 0.005;

    /** False if labelling more is hardly worth the work. */
    public boolean isWorthwhile() {
        return gain >= ENOUGH;
    }
}
