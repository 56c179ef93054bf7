package diffusam.pretrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Parallel slices through a scene, as an affine from slice, row and column to scene coordinates (z, y, x), in which an
 * unturned slice spans −1 to 1.
 *
 * @param side pixels a side
 * @param origins scene coordinates of the middle of each slice
 * @param row scene step of one row
 * @param column scene step of one column
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(int side, List<double[]> origins, double[] row, double[] column) {
    Frame {
        if (side < 1 || origins.isEmpty()) {
            throw new IllegalArgumentException("a frame needs pixels and slices: " + side + ", " + origins.size());
        }
        origins = List.copyOf(origins);
    }

    int slices() {
        return origins.size();
    }

    int voxels() {
        return slices() * side * side;
    }

    /** Slices straight through the middle of the scene, {@code gap} apart. */
    static Frame straight(int side, int slices, double gap) {
        List<double[]> origins = new ArrayList<>();
        for (int t = 0; t < slices; t++) {
            origins.add(new double[] {(t - (slices - 1) / 2.0) * gap, 0, 0});
        }
        double step = 2.0 / side;
        return new Frame(side, origins, new double[] {0, step, 0}, new double[] {0, 0, step});
    }

    /** A few slices of a random stack: turned, tilted, mirrored, scaled, shifted, in either order, sometimes shaking. */
    static Frame random(RandomGenerator random, int side, int slices) {
        double gap = Math.exp(random.nextDouble(Math.log(.012), Math.log(.055)));
        double angle = random.nextDouble(-.5, .5) + random.nextInt(4) * Math.PI / 2;
        double scale = Math.exp(random.nextDouble(-.45, .25)) * 2 / side;
        int mirror = random.nextBoolean() ? 1 : -1;
        double tiltRow = .12 * random.nextGaussian();
        double tiltColumn = .12 * random.nextGaussian();
        double[] row = {scale * tiltRow, scale * Math.cos(angle), -scale * Math.sin(angle) * mirror};
        double[] column = {scale * tiltColumn, scale * Math.sin(angle), scale * Math.cos(angle) * mirror};
        double[] middle = {.3 * random.nextDouble(-1, 1), random.nextDouble(-.25, .25), random.nextDouble(-.25, .25)};
        double shake = random.nextDouble() < .2 ? .015 : 0;
        List<double[]> origins = new ArrayList<>();
        for (int position : positions(random, slices)) {
            origins.add(new double[] {
                middle[0] + position * gap,
                middle[1] + shake * random.nextGaussian(),
                middle[2] + shake * random.nextGaussian()
            });
        }
        return new Frame(side, origins, row, column);
    }

    /** Neighbours in half of the cases, otherwise with slices left out between; up or down. */
    private static int[] positions(RandomGenerator random, int slices) {
        int[] at = new int[slices];
        boolean gaps = random.nextBoolean();
        for (int t = 1; t < slices; t++) {
            at[t] = at[t - 1] + (gaps ? 1 + random.nextInt(3) : 1);
        }
        int sign = random.nextBoolean() ? 1 : -1;
        return Arrays.stream(at).map(p -> sign * p).toArray();
    }

    /** Scene coordinate {@code axis} (0 z, 1 y, 2 x) of every voxel, slice by slice and row by row. */
    float[] coordinate(int axis) {
        float[] values = new float[voxels()];
        int p = 0;
        for (double[] origin : origins) {
            for (int r = 0; r < side; r++) {
                double start = origin[axis] + (r - (side - 1) / 2.0) * row[axis] - (side - 1) / 2.0 * column[axis];
                for (int c = 0; c < side; c++) {
                    values[p++] = (float) (start + c * column[axis]);
                }
            }
        }
        return values;
    }
}
