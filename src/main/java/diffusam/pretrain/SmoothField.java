package diffusam.pretrain;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A smooth random function of the scene with mean 0 and variance 1: a sum of plane waves. On a {@link Frame} each wave is a
 * product of one factor a slice, a row and a column, so that a whole slice costs a few multiplications a pixel.
 */
final class SmoothField {
    private final double[][] waves;
    private final double[] phases;
    private final double[] amplitudes;

    /** {@code frequency} is the waves' standard deviation in radians per scene unit along each axis. */
    SmoothField(RandomGenerator random, double frequency, int count) {
        waves = new double[count][3];
        phases = new double[count];
        amplitudes = new double[count];
        for (int k = 0; k < count; k++) {
            for (int axis = 0; axis < 3; axis++) {
                waves[k][axis] = frequency * random.nextGaussian();
            }
            phases[k] = 2 * Math.PI * random.nextDouble();
            amplitudes[k] = random.nextGaussian() * Math.sqrt(2.0 / count);
        }
    }

    /** The function at every voxel. */
    float[] on(Frame frame) {
        int side = frame.side();
        float[][] cosine = new float[waves.length][side];
        float[][] sine = new float[waves.length][side];
        for (int k = 0; k < waves.length; k++) {
            double step = dot(waves[k], frame.column());
            for (int c = 0; c < side; c++) {
                cosine[k][c] = (float) Math.cos(step * (c - (side - 1) / 2.0));
                sine[k][c] = (float) Math.sin(step * (c - (side - 1) / 2.0));
            }
        }
        float[] values = new float[frame.voxels()];
        float[] line = new float[side];
        for (int t = 0, p = 0; t < frame.slices(); t++) {
            for (int r = 0; r < side; r++, p += side) {
                Arrays.fill(line, 0);
                for (int k = 0; k < waves.length; k++) {
                    double at = phases[k]
                            + dot(waves[k], frame.origins().get(t))
                            + dot(waves[k], frame.row()) * (r - (side - 1) / 2.0);
                    add(line, cosine[k], sine[k], (float) (amplitudes[k] * Math.cos(at)), (float)
                            (amplitudes[k] * Math.sin(at)));
                }
                System.arraycopy(line, 0, values, p, side);
            }
        }
        return values;
    }

    /** line += cosAt·cos − sinAt·sin: the cosine of the sum of both angles. */
    private static void add(float[] line, float[] cosine, float[] sine, float cosAt, float sinAt) {
        for (int c = 0; c < line.length; c++) {
            line[c] += cosAt * cosine[c] - sinAt * sine[c];
        }
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
