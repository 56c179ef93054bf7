package diffusam.annotation;

import java.util.Arrays;

/** Signed distance maps of slice masks, exact (Felzenszwalb and Huttenlocher 2012). */
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
        double[][] byRow = new double[rows][columns];
        Envelope alongRow = new Envelope(columns, columnMm);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                byRow[y][x] = mask[y * columns + x] == target ? 0 : Double.POSITIVE_INFINITY;
            }
            alongRow.transform(byRow[y]);
        }
        float[] out = new float[mask.length];
        Envelope alongColumn = new Envelope(rows, rowMm);
        double[] column = new double[rows];
        for (int x = 0; x < columns; x++) {
            for (int y = 0; y < rows; y++) {
                column[y] = byRow[y][x];
            }
            alongColumn.transform(column);
            for (int y = 0; y < rows; y++) {
                out[y * columns + x] = (float) column[y];
            }
        }
        return out;
    }

    /** The lower envelope of parabolas along one line. */
    private static final class Envelope {
        private final double spacing;
        private final int[] site;
        private final double[] from;
        private final double[] result;

        Envelope(int length, double spacing) {
            this.spacing = spacing;
            site = new int[length];
            from = new double[length + 1];
            result = new double[length];
        }

        /** Replaces each value f(q) by min over p of f(p) + (spacing·(q − p))². */
        void transform(double[] f) {
            int last = -1;
            for (int q = 0; q < f.length; q++) {
                if (f[q] == Double.POSITIVE_INFINITY) {
                    continue;
                }
                double cut = Double.NEGATIVE_INFINITY;
                while (last >= 0) {
                    cut = crossing(f, site[last], q);
                    if (cut > from[last]) {
                        break;
                    }
                    last--;
                }
                last++;
                site[last] = q;
                from[last] = last == 0 ? Double.NEGATIVE_INFINITY : cut;
                from[last + 1] = Double.POSITIVE_INFINITY;
            }
            if (last < 0) {
                return;
            }
            for (int q = 0, n = 0; q < f.length; q++) {
                while (from[n + 1] < q) {
                    n++;
                }
                double d = spacing * (q - site[n]);
                result[q] = f[site[n]] + d * d;
            }
            System.arraycopy(result, 0, f, 0, f.length);
        }

        private double crossing(double[] f, int p, int q) {
            double s = spacing * spacing;
            return (f[q] - f[p] + s * ((double) q * q - (double) p * p)) / (2 * s * (q - p));
        }
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
