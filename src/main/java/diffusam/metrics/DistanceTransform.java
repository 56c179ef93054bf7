package diffusam.metrics;

import java.util.Arrays;

/**
 * Exact Euclidean distance transform on a box with perpendicular axes, in time linear in its cells: one axis after the
 * other, each line as the lower envelope of parabolas (Felzenszwalb and Huttenlocher 2012).
 */
final class DistanceTransform {
    private final CellBox box;

    /** The line in work, and its envelope: where each parabola has its vertex, and from where on it is the lowest. */
    private final double[] line;

    private final int[] vertex;
    private final double[] start;

    DistanceTransform(CellBox box) {
        this.box = box;
        int longest = Math.max(box.nx(), Math.max(box.ny(), box.nz()));
        line = new double[longest];
        vertex = new int[longest];
        start = new double[longest];
    }

    /** For every cell the squared distance in mm² to the nearest marked cell; infinite if none is marked. */
    float[] squaredMm(int[] marked) {
        float[] field = new float[box.cells()];
        Arrays.fill(field, Float.POSITIVE_INFINITY);
        for (int p : marked) {
            field[p] = 0;
        }
        int perSlice = box.nx() * box.ny();
        for (int first = 0; first < field.length; first += box.nx()) {
            lower(field, first, 1, box.nx(), box.stepX().norm());
        }
        for (int z = 0; z < box.nz(); z++) {
            for (int x = 0; x < box.nx(); x++) {
                lower(field, z * perSlice + x, box.nx(), box.ny(), box.stepY().norm());
            }
        }
        for (int first = 0; first < perSlice; first++) {
            lower(field, first, perSlice, box.nz(), box.stepZ().norm());
        }
        return field;
    }

    /** Replaces a line f by min over q of f(q) + (spacing * (p - q))². */
    private void lower(float[] field, int first, int stride, int length, double spacingMm) {
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
