package diffusam.metrics;

import diffusam.volume.Lps;
import java.util.Arrays;

/**
 * Exact nearest distances on a box whose axes need not be perpendicular. Slices are visited outwards from the point's own,
 * until the gap between slices alone is longer than the best distance found.
 */
final class NearestCells {
    private final CellBox box;
    private final int[] cells;
    private final double sliceGapMm;

    /** @param cells positions in the box, ascending, at least one */
    NearestCells(CellBox box, int[] cells) {
        this.box = box;
        this.cells = cells;
        Lps normal = box.stepX().cross(box.stepY()).unit();
        sliceGapMm = Math.abs(normal.dot(box.stepZ()));
    }

    double[] distancesMm(int[] from) {
        return Arrays.stream(from).mapToDouble(this::distanceMm).toArray();
    }

    private double distanceMm(int position) {
        int slice = position / (box.nx() * box.ny());
        double best = Double.POSITIVE_INFINITY;
        for (int away = 0; away < box.nz() && away * sliceGapMm < best; away++) {
            best = Math.min(best, nearestInSlice(position, slice - away));
            best = Math.min(best, nearestInSlice(position, slice + away));
        }
        return best;
    }

    private double nearestInSlice(int position, int slice) {
        if (slice < 0 || slice >= box.nz()) {
            return Double.POSITIVE_INFINITY;
        }
        int perSlice = box.nx() * box.ny();
        int end = firstAtOrAfter((slice + 1L) * perSlice);
        double best = Double.POSITIVE_INFINITY;
        for (int n = firstAtOrAfter((long) slice * perSlice); n < end; n++) {
            best = Math.min(best, distanceMm(position, cells[n]));
        }
        return best;
    }

    private int firstAtOrAfter(long position) {
        if (position > cells[cells.length - 1]) {
            return cells.length;
        }
        int found = Arrays.binarySearch(cells, (int) position);
        return found >= 0 ? found : -found - 1;
    }

    private double distanceMm(int a, int b) {
        int perSlice = box.nx() * box.ny();
        double dx = a % box.nx() - b % box.nx();
        double dy = a % perSlice / box.nx() - b % perSlice / box.nx();
        double dz = a / perSlice - b / perSlice;
        Lps x = box.stepX().times(dx);
        return x.plus(box.stepY().times(dy)).plus(box.stepZ().times(dz)).norm();
    }
}
