package diffusam.engine;

import java.util.random.RandomGenerator;

/**
 * A smooth random map of a square picture onto itself: for each target pixel the source point it is read from, in units where
 * the picture spans [-1, 1] on both axes.
 */
final class Warp {
    private final int side;
    private final float[] x;
    private final float[] y;

    private Warp(int side, float[] x, float[] y) {
        this.side = side;
        this.x = x;
        this.y = y;
    }

    /** Leaves every pixel where it is. */
    static Warp identity(int side) {
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        for (int row = 0, p = 0; row < side; row++) {
            for (int column = 0; column < side; column++, p++) {
                x[p] = (2 * column + 1f) / side - 1;
                y[p] = (2 * row + 1f) / side - 1;
            }
        }
        return new Warp(side, x, y);
    }

    /**
     * This map followed by a random rotation, scaling and shift, all normally distributed.
     *
     * @param turn standard deviation of the angle, in radians
     * @param scale of the logarithm of the scale
     * @param shift of the shift along each axis
     */
    Warp affine(RandomGenerator random, double turn, double scale, double shift) {
        double angle = random.nextGaussian() * turn;
        double factor = Math.exp(random.nextGaussian() * scale);
        double cos = Math.cos(angle) * factor;
        double sin = Math.sin(angle) * factor;
        double dx = random.nextGaussian() * shift;
        double dy = random.nextGaussian() * shift;
        float[] x2 = new float[x.length];
        float[] y2 = new float[y.length];
        for (int p = 0; p < x2.length; p++) {
            x2[p] = (float) (cos * x[p] - sin * y[p] + dx);
            y2[p] = (float) (sin * x[p] + cos * y[p] + dy);
        }
        return new Warp(side, x2, y2);
    }

    /** This map followed by displacements drawn on a coarse lattice and interpolated by cubics (Catmull and Rom 1974). */
    Warp elastic(RandomGenerator random, int lattice, double amplitude) {
        double[] dx = new double[lattice * lattice];
        double[] dy = new double[dx.length];
        for (int n = 0; n < dx.length; n++) {
            dx[n] = random.nextGaussian() * amplitude;
            dy[n] = random.nextGaussian() * amplitude;
        }
        float[] x2 = x.clone();
        float[] y2 = y.clone();
        for (int row = 0, p = 0; row < side; row++) {
            double v = (double) row / (side - 1) * (lattice - 1);
            for (int column = 0; column < side; column++, p++) {
                double u = (double) column / (side - 1) * (lattice - 1);
                x2[p] += (float) cubic(dx, lattice, u, v);
                y2[p] += (float) cubic(dy, lattice, u, v);
            }
        }
        return new Warp(side, x2, y2);
    }

    private static double cubic(double[] lattice, int size, double u, double v) {
        int column = (int) Math.min(Math.floor(u), size - 2);
        int row = (int) Math.min(Math.floor(v), size - 2);
        double sum = 0;
        for (int n = -1; n <= 2; n++) {
            double wy = kernel(v - (row + n));
            int r = Math.clamp(row + n, 0, size - 1);
            for (int m = -1; m <= 2; m++) {
                int c = Math.clamp(column + m, 0, size - 1);
                sum += wy * kernel(u - (column + m)) * lattice[r * size + c];
            }
        }
        return sum;
    }

    private static double kernel(double t) {
        double a = Math.abs(t);
        if (a >= 2) {
            return 0;
        }
        return a < 1 ? 1.5 * a * a * a - 2.5 * a * a + 1 : -.5 * a * a * a + 2.5 * a * a - 4 * a + 2;
    }

    /** The picture as this map shows it, read bilinearly; beyond the edge its border goes on. */
    float[] apply(float[] picture) {
        float[] out = new float[picture.length];
        for (int p = 0; p < out.length; p++) {
            double column = Math.clamp((x[p] + 1) / 2 * side - .5, 0, side - 1);
            double row = Math.clamp((y[p] + 1) / 2 * side - .5, 0, side - 1);
            int c = (int) Math.min(column, side - 2);
            int r = (int) Math.min(row, side - 2);
            float fx = (float) (column - c);
            float fy = (float) (row - r);
            int q = r * side + c;
            out[p] = (1 - fy) * ((1 - fx) * picture[q] + fx * picture[q + 1])
                    + fy * ((1 - fx) * picture[q + side] + fx * picture[q + side + 1]);
        }
        return out;
    }

    /** A mask of coverages as this map shows it, made crisp. */
    float[] applyToMask(float[] mask) {
        float[] out = apply(mask);
        for (int p = 0; p < out.length; p++) {
            out[p] = out[p] > .5f ? 1 : 0;
        }
        return out;
    }
}
