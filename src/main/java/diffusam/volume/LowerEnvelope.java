package diffusam.volume;

/**
 * One pass of the exact Euclidean distance transform (Felzenszwalb and Huttenlocher 2012): along a line of samples f, the
 * lower envelope of the parabolas f(q) + (spacing · (p − q))². Passing over all lines of one axis after the other turns 0 at
 * marked samples and infinity elsewhere into squared distances. Holds its work space: one for each thread.
 */
public final class LowerEnvelope {
    /** The line in work, and its envelope: where each parabola has its vertex, and from where on it is the lowest. */
    private final double[] line;

    private final int[] vertex;
    private final double[] start;

    public LowerEnvelope(int longestLine) {
        line = new double[longestLine];
        vertex = new int[longestLine];
        start = new double[longestLine];
    }

    /** Replaces the line's values by the envelope; a line without a finite value stays as it is. */
    public void replace(float[] field, int first, int stride, int length, double spacingMm) {
        double scale = spacingMm * spacingMm;
        int parabolas = 0;
        for (int q = 0; q < length; q++) {
            line[q] = field[first + q * stride];
            if (line[q] == Double.POSITIVE_INFINITY) {
                continue;
            }
            double from = Double.NEGATIVE_INFINITY;
            while (parabolas > 0) {
                from = crossing(vertex[parabolas - 1], q, scale);
                if (from > start[parabolas - 1]) {
                    break;
                }
                parabolas--;
                from = Double.NEGATIVE_INFINITY;
            }
            vertex[parabolas] = q;
            start[parabolas++] = from;
        }
        for (int p = 0, n = 0; p < length && parabolas > 0; p++) {
            while (n + 1 < parabolas && start[n + 1] < p) {
                n++;
            }
            double steps = p - vertex[n];
            field[first + p * stride] = (float) (line[vertex[n]] + scale * steps * steps);
        }
    }

    /** Where the parabola at {@code right} gets below the one at {@code left}. */
    private double crossing(int left, int right, double scale) {
        double rise = (line[right] - line[left]) / scale;
        return (rise + (double) right * right - (double) left * left) / (2.0 * (right - left));
    }
}
