package diffusam.surface;

import diffusam.annotation.LabelMap;
import diffusam.volume.Extent;
import diffusam.volume.Lps;
import java.util.Arrays;

/**
 * Finds the surface of a label: one point in every cell of eight lattice points that the surface crosses, one quadrangle
 * across every lattice edge that it crosses (naive surface nets, Gibson 1998), then smoothed without shrinking (Taubin
 * 1995).
 */
public final class SurfaceNets {
    private static final int SMOOTHING_ROUNDS = 10;
    private static final float INWARDS = 0.5f;
    private static final float OUTWARDS = -0.53f;

    private final Occupancy occupancy;
    private final Extent extent;
    private final int[] pointOfCell;
    private float[] points = new float[3 * 1024];
    private int pointCount;
    private int[] quads = new int[4 * 1024];
    private int quadCount;

    private SurfaceNets(Occupancy occupancy) {
        this.occupancy = occupancy;
        this.extent = occupancy.extent();
        this.pointOfCell = new int[Math.toIntExact(extent.voxels())];
        Arrays.fill(pointOfCell, -1);
    }

    /**
     * The surface of a label; {@link Surface#EMPTY} if it does not occur.
     *
     * @param mostCells upper bound of the lattice that the surface is found on: the level of detail
     */
    public static Surface of(LabelMap map, int label, long mostCells) {
        return Occupancy.of(map, label, mostCells)
                .map(occupancy -> new SurfaceNets(occupancy).build())
                .orElse(Surface.EMPTY);
    }

    private Surface build() {
        placePoints();
        spanQuads();
        for (int round = 0; round < SMOOTHING_ROUNDS; round++) {
            moveTowardsNeighbours(INWARDS);
            moveTowardsNeighbours(OUTWARDS);
        }
        return Surface.of(Arrays.copyOf(points, 3 * pointCount), triangles());
    }

    private void placePoints() {
        for (int k = 0; k < extent.nz() - 1; k++) {
            for (int j = 0; j < extent.ny() - 1; j++) {
                for (int i = 0; i < extent.nx() - 1; i++) {
                    int corners = corners(i, j, k);
                    if (corners != 0 && corners != 0xFF) {
                        pointOfCell[cell(i, j, k)] = addPoint(i, j, k, corners);
                    }
                }
            }
        }
    }

    /** Bit n is set if corner (n & 1, n >> 1 & 1, n >> 2) of a cell is inside. */
    private int corners(int i, int j, int k) {
        int corners = 0;
        for (int n = 0; n < 8; n++) {
            if (occupancy.at(i + (n & 1), j + (n >> 1 & 1), k + (n >> 2))) {
                corners |= 1 << n;
            }
        }
        return corners;
    }

    /** The mean of the middles of the cell's edges that the surface crosses. */
    private int addPoint(int i, int j, int k, int corners) {
        double x = 0;
        double y = 0;
        double z = 0;
        int crossings = 0;
        for (int n = 0; n < 8; n++) {
            for (int axis = 1; axis <= 4; axis <<= 1) {
                int m = n | axis;
                if (m != n && (corners >> n & 1) != (corners >> m & 1)) {
                    x += (n & 1) + (axis == 1 ? 0.5 : 0);
                    y += (n >> 1 & 1) + (axis == 2 ? 0.5 : 0);
                    z += (n >> 2) + (axis == 4 ? 0.5 : 0);
                    crossings++;
                }
            }
        }
        if (points.length < 3 * (pointCount + 1)) {
            points = Arrays.copyOf(points, 2 * points.length);
        }
        Lps p = occupancy.affine().toLps(i + x / crossings, j + y / crossings, k + z / crossings);
        points[3 * pointCount] = (float) p.x();
        points[3 * pointCount + 1] = (float) p.y();
        points[3 * pointCount + 2] = (float) p.z();
        return pointCount++;
    }

    private void spanQuads() {
        for (int k = 1; k < extent.nz() - 1; k++) {
            for (int j = 1; j < extent.ny() - 1; j++) {
                for (int i = 1; i < extent.nx() - 1; i++) {
                    if (occupancy.at(i, j, k)) {
                        spanAround(i, j, k);
                    }
                }
            }
        }
    }

    /** Quads across the edges from an inner lattice point to its outer neighbours, counter-clockwise from outside. */
    private void spanAround(int i, int j, int k) {
        if (!occupancy.at(i + 1, j, k)) {
            addQuad(cell(i, j - 1, k - 1), cell(i, j, k - 1), cell(i, j, k), cell(i, j - 1, k));
        }
        if (!occupancy.at(i - 1, j, k)) {
            addQuad(cell(i - 1, j - 1, k), cell(i - 1, j, k), cell(i - 1, j, k - 1), cell(i - 1, j - 1, k - 1));
        }
        if (!occupancy.at(i, j + 1, k)) {
            addQuad(cell(i - 1, j, k), cell(i, j, k), cell(i, j, k - 1), cell(i - 1, j, k - 1));
        }
        if (!occupancy.at(i, j - 1, k)) {
            addQuad(cell(i - 1, j - 1, k - 1), cell(i, j - 1, k - 1), cell(i, j - 1, k), cell(i - 1, j - 1, k));
        }
        if (!occupancy.at(i, j, k + 1)) {
            addQuad(cell(i - 1, j - 1, k), cell(i, j - 1, k), cell(i, j, k), cell(i - 1, j, k));
        }
        if (!occupancy.at(i, j, k - 1)) {
            addQuad(cell(i - 1, j, k - 1), cell(i, j, k - 1), cell(i, j - 1, k - 1), cell(i - 1, j - 1, k - 1));
        }
    }

    private int cell(int i, int j, int k) {
        return i + extent.nx() * (j + extent.ny() * k);
    }

    private void addQuad(int a, int b, int c, int d) {
        if (quads.length < 4 * (quadCount + 1)) {
            quads = Arrays.copyOf(quads, 2 * quads.length);
        }
        int at = 4 * quadCount++;
        quads[at] = pointOfCell[a];
        quads[at + 1] = pointOfCell[b];
        quads[at + 2] = pointOfCell[c];
        quads[at + 3] = pointOfCell[d];
    }

    private void moveTowardsNeighbours(float part) {
        float[] sum = new float[3 * pointCount];
        int[] count = new int[pointCount];
        for (int q = 0; q < 4 * quadCount; q += 4) {
            for (int side = 0; side < 4; side++) {
                int a = quads[q + side];
                int b = quads[q + (side + 1) % 4];
                for (int axis = 0; axis < 3; axis++) {
                    sum[3 * a + axis] += points[3 * b + axis];
                    sum[3 * b + axis] += points[3 * a + axis];
                }
                count[a]++;
                count[b]++;
            }
        }
        for (int p = 0; p < pointCount; p++) {
            for (int axis = 0; axis < 3 && count[p] > 0; axis++) {
                points[3 * p + axis] += part * (sum[3 * p + axis] / count[p] - points[3 * p + axis]);
            }
        }
    }

    /** Two triangles a quad; turned round if the index axes are left-handed. */
    private int[] triangles() {
        boolean mirrored = occupancy.affine().determinant() < 0;
        int[] triangles = new int[6 * quadCount];
        for (int q = 0; q < quadCount; q++) {
            int a = quads[4 * q];
            int b = quads[4 * q + (mirrored ? 3 : 1)];
            int c = quads[4 * q + 2];
            int d = quads[4 * q + (mirrored ? 1 : 3)];
            int[] two = {a, b, c, a, c, d};
            System.arraycopy(two, 0, triangles, 6 * q, 6);
        }
        return triangles;
    }
}
