package diffusam.annotation;

import diffusam.volume.LowerEnvelope;
import java.util.Arrays;

/** Signed distance maps of slice masks, exact. */
public final class SignedDistance {
    private SignedDistance() {}

    /**
     * For each pixel inside, the distance in millimetres to the nearest pixel outside; for each outside, minus the distance
     * to the nearest inside.
     *
     * @param mask row by row, neither empty nor full
     */
    public static float[] of(boolean[] mask, int columns, double columnSpacingMm, double rowSpacingMm) {
        int rows = mask.length / columns;
        float[] toOutside = squared(mask, false, columns, rows, columnSpacingMm, rowSpacingMm);
        float[] toInside = squared(mask, true, columns, rows, columnSpacingMm, rowSpacingMm);
        float[] signed = new float[mask.length];
        for (int p = 0; p < signed.length; p++) {
            signed[p] = (float) (Math.sqrt(toOutside[p]) - Math.sqrt(toInside[p]));
        }
        return signed;
    }

    /** Squared distance of every pixel to the nearest one whose mask value is {@code target}. */
    private static float[] squared(
            boolean[] mask, boolean target, int columns, int rows, double columnMm, double rowMm) {
        float[] field = new float[mask.length];
        for (int p = 0; p < field.length; p++) {
            field[p] = mask[p] == target ? 0 : Float.POSITIVE_INFINITY;
        }
        LowerEnvelope envelope = new LowerEnvelope(Math.max(columns, rows));
        for (int row = 0; row < rows; row++) {
            envelope.replace(field, row * columns, 1, columns, columnMm);
        }
        for (int column = 0; column < columns; column++) {
            envelope.replace(field, column, columns, rows, rowMm);
        }
        return field;
    }

    /** True if no pixel, or every pixel, is in the mask: then there is no boundary to measure from. */
    public static boolean hasNoBoundary(boolean[] mask) {
        boolean first = mask.length > 0 && mask[0];
        for (boolean value : mask) {
            if (value != first) {
                return false;
            }
        }
        return true;
    }

    /** Half the mask's greatest thickness, in millimetres. */
    static float deepest(float[] signed) {
        float max = 0;
        for (float value : signed) {
            max = Math.max(max, value);
        }
        return max;
    }

    /** A map that is {@code value} everywhere. */
    static float[] constant(int length, float value) {
        float[] map = new float[length];
        Arrays.fill(map, value);
        return map;
    }
}
