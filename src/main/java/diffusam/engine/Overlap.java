package diffusam.engine;

/** Dice coefficients of masks given as logits. */
final class Overlap {
    private Overlap() {}

    /** Of two masks; NaN where both are empty. */
    static double of(float[] a, float[] b) {
        return of(a, 0, b);
    }

    private static double of(float[] a, int from, float[] b) {
        int both = 0;
        int sum = 0;
        for (int p = 0; p < b.length; p++) {
            boolean inA = a[from + p] > 0;
            boolean inB = b[p] > 0;
            both += inA && inB ? 1 : 0;
            sum += (inA ? 1 : 0) + (inB ? 1 : 0);
        }
        return sum == 0 ? Double.NaN : 2.0 * both / sum;
    }

    /**
     * Mean over samples of their overlap with one mask; two empty masks agree.
     *
     * @param samples one mask after the other
     */
    static double ofSamples(float[] samples, float[] mask) {
        int count = samples.length / mask.length;
        double sum = 0;
        for (int n = 0; n < count; n++) {
            double dice = of(samples, n * mask.length, mask);
            sum += Double.isNaN(dice) ? 1 : dice;
        }
        return sum / count;
    }
}
