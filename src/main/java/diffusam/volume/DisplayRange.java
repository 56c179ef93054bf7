package diffusam.volume;

import java.util.Arrays;

/** Finds the window that shows a volume well when nobody has chosen one; see {@link Window#automatic}. */
final class DisplayRange {
    private static final int MOST_SAMPLES = 500_000;

    /** Values this low are air in Hounsfield units; no other modality reaches them. */
    private static final double CT_AIR = -500;

    private static final Window CT_SOFT_TISSUE = new Window(-160, 240);
    private static final double LOW_QUANTILE = 0.005;
    private static final double HIGH_QUANTILE = 0.995;

    private DisplayRange() {}

    static Window of(Volume volume) {
        double[] sorted = samples(volume);
        if (sorted.length == 0) {
            return new Window(0, 1);
        }
        double least = sorted[0];
        if (least <= CT_AIR) {
            return CT_SOFT_TISSUE;
        }
        int start = 0;
        while (start < sorted.length && sorted[start] == least) {
            start++;
        }
        if (start == sorted.length) {
            return around(least);
        }
        double low = quantile(sorted, start, LOW_QUANTILE);
        double high = quantile(sorted, start, HIGH_QUANTILE);
        if (high > low) {
            return new Window(low, high);
        }
        return new Window(least, high);
    }

    /** A window that shows a constant volume as mid-grey. */
    private static Window around(double value) {
        double half = Math.max(0.5, Math.ulp(value));
        return new Window(value - half, value + half);
    }

    private static double quantile(double[] sorted, int start, double fraction) {
        return sorted[start + (int) Math.round(fraction * (sorted.length - 1 - start))];
    }

    /** Finite values at regular places, ascending. */
    private static double[] samples(Volume volume) {
        Extent e = volume.grid().extent();
        long stride = strideAcross(e);
        double[] values = new double[(int) ((e.voxels() - 1) / stride + 1)];
        int count = 0;
        for (long p = 0; p < e.voxels(); p += stride) {
            double value = volume.value(p);
            if (Double.isFinite(value)) {
                values[count++] = value;
            }
        }
        double[] finite = Arrays.copyOf(values, count);
        Arrays.sort(finite);
        return finite;
    }

    /** A stride that visits every column and row in turn: it shares no divisor with their lengths. */
    private static long strideAcross(Extent e) {
        long stride = Math.max(1, e.voxels() / MOST_SAMPLES);
        while (divisor(stride, e.nx()) != 1 || divisor(stride, e.ny()) != 1) {
            stride++;
        }
        return stride;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
