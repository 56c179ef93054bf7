package diffusam.engine;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Dice coefficients of masks, most given as logits. */
final class Overlap {
    /** Overlap of the passes from both sides below which they disagree. */
    private static final double AGREED = 0.7;

    private Overlap() {}

    /** True if two masks hardly resemble each other; null stands for an empty one. */
    static boolean isDisputed(float @Nullable [] a, float @Nullable [] b) {
        if (a == null || b == null) {
            return (a == null) != (b == null);
        }
        return of(a, b) < AGREED;
    }

    /** Of two masks; NaN where both are empty. */
    static double of(float[] a, float[] b) {
        return of(a, 0, b);
    }

    /** Of two masks; NaN where both are empty. */
    static double of(boolean[] a, boolean[] b) {
        return of(a.length, p -> a[p], p -> b[p]);
    }

    /** Of a mask and the truth; NaN where both are empty. */
    static double of(float[] logits, boolean[] truth) {
        return of(truth.length, p -> logits[p] > 0, p -> truth[p]);
    }

    private static double of(float[] a, int from, float[] b) {
        return of(b.length, p -> a[from + p] > 0, p -> b[p] > 0);
    }

    private static double of(int pixels, IntPredicate a, IntPredicate b) {
        int both = 0;
        int sum = 0;
        for (int p = 0; p < pixels; p++) {
            boolean inA = a.test(p);
            boolean inB = b.test(p);
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
