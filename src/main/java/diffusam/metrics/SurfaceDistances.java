package diffusam.metrics;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * For each cell of one surface the distance to the nearest cell of another.
 *
 * @param cells positions in their box; none if there is no other surface to measure to
 */
@SuppressWarnings("ArrayRecordComponent") // never written after construction, never compared
record SurfaceDistances(int[] cells, double[] distancesMm) {
    private static final double PERCENTILE = 0.95;

    static SurfaceDistances between(int[] from, int[] to, CellBox box) {
        return to.length == 0
                ? new SurfaceDistances(new int[0], new double[0])
                : new SurfaceDistances(from, box.distancesMm(from, to));
    }

    /** The distances of some cells, ascending. */
    double[] sortedMm(IntPredicate cell) {
        return IntStream.range(0, cells.length)
                .filter(n -> cell.test(cells[n]))
                .mapToDouble(n -> distancesMm[n])
                .sorted()
                .toArray();
    }

    /** Linear between the two nearest ranks, as NumPy's default; NaN of nothing. */
    static double percentile95(double[] sorted) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double rank = PERCENTILE * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
