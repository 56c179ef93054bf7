package diffusam.metrics;

import diffusam.volume.Lps;
import java.util.Arrays;

/**
 * A box of cells cut out of a grid, x fastest, with the displacement of one step along each axis. Cells outside the box are
 * outside every structure.
 */
record CellBox(int nx, int ny, int nz, Lps stepX, Lps stepY, Lps stepZ) {
    /** Cosine up to which axes pass as perpendicular: what rounding in headers leaves. */
    private static final double SQUARE = 1e-3;

    /** @throws ArithmeticException if there are 2³¹ cells or more */
    int cells() {
        return Math.multiplyExact(Math.multiplyExact(nx, ny), nz);
    }

    /** Positions of the structure's cells that have one of their six neighbours outside it, ascending. */
    int[] surface(boolean[] inside) {
        int[] found = new int[inside.length];
        int count = 0;
        for (int z = 0, p = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++, p++) {
                    if (inside[p] && !isEnclosed(inside, x, y, z, p)) {
                        found[count++] = p;
                    }
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    private boolean isEnclosed(boolean[] inside, int x, int y, int z, int p) {
        return x > 0
                && x < nx - 1
                && y > 0
                && y < ny - 1
                && z > 0
                && z < nz - 1
                && inside[p - 1]
                && inside[p + 1]
                && inside[p - nx]
                && inside[p + nx]
                && inside[p - nx * ny]
                && inside[p + nx * ny];
    }

    /** For each cell of {@code from} the distance to the nearest cell of {@code to}, which is not empty. */
    double[] distancesMm(int[] from, int[] to) {
        if (!isSquare()) {
            return new NearestCells(this, to).distancesMm(from);
        }
        float[] squared = new DistanceTransform(this).squaredMm(to);
        double[] distances = new double[from.length];
        for (int n = 0; n < from.length; n++) {
            distances[n] = Math.sqrt(squared[from[n]]);
        }
        return distances;
    }

    /** False for a sheared grid, such as a series taken with a tilted gantry. */
    boolean isSquare() {
        Lps x = stepX.unit();
        Lps y = stepY.unit();
        Lps z = stepZ.unit();
        return Math.abs(x.dot(y)) < SQUARE && Math.abs(y.dot(z)) < SQUARE && Math.abs(x.dot(z)) < SQUARE;
    }
}
