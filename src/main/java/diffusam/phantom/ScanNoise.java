package diffusam.phantom;

import java.util.Random;

/** Noise as a CT scanner leaves it: grainy rather than white, and a little alike from slice to slice. */
final class ScanNoise {
    private static final double SIGMA_HU = 11;
    private static final double LIKENESS = 0.35;
    private static final double[] KERNEL = {-0.06, 0.02, 0.24, 0.6, 0.24, 0.02, -0.06};

    private final long seed;
    private final int columns;

    ScanNoise(long seed, int columns) {
        this.seed = seed;
        this.columns = columns;
    }

    /** The noise of slice {@code k} in Hounsfield units. */
    float[] slice(int k) {
        float[] own = grain(k);
        float[] below = grain(k - 1);
        double norm = SIGMA_HU / Math.sqrt(1 + LIKENESS * LIKENESS);
        float[] out = new float[own.length];
        for (int p = 0; p < out.length; p++) {
            out[p] = (float) (norm * (own[p] + LIKENESS * below[p]));
        }
        return out;
    }

    private float[] grain(int k) {
        Random random = new Random(seed * 1_000_003 + k);
        float[] white = new float[columns * columns];
        for (int p = 0; p < white.length; p++) {
            white[p] = (float) random.nextGaussian();
        }
        return blurred(blurred(white, 1), columns);
    }

    /** Convolution along one axis that keeps the variance. */
    private float[] blurred(float[] in, int stride) {
        double power = 0;
        for (double tap : KERNEL) {
            power += tap * tap;
        }
        double norm = 1 / Math.sqrt(power);
        float[] out = new float[in.length];
        int half = KERNEL.length / 2;
        for (int p = 0; p < in.length; p++) {
            int along = stride == 1 ? p % columns : p / columns;
            double sum = 0;
            for (int n = -half; n <= half; n++) {
                int at = Math.floorMod(along + n, columns);
                sum += KERNEL[n + half] * in[p + (at - along) * stride];
            }
            out[p] = (float) (norm * sum);
        }
        return out;
    }
}
