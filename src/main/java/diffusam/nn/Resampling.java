package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * A fixed linear change of side length, pixel centres at half integers, as a matrix: the engine's own interpolation always
 * smooths, which SAM 2 must not do where it enlarges its position embedding.
 *
 * @param matrix (to, from)
 */
public record Resampling(NDArray matrix) {
    /** The slope parameter of the cubic that SAM 2 was trained with. */
    private static final double CUBIC = -0.75;

    /** Interpolation through the four nearest samples, borders repeated, without smoothing. */
    public static Resampling bicubic(NDManager manager, int from, int to) {
        float[] rows = new float[to * from];
        for (int n = 0; n < to; n++) {
            double at = (n + 0.5) * from / to - 0.5;
            int left = (int) Math.floor(at);
            for (int tap = -1; tap <= 2; tap++) {
                int source = Math.clamp(left + tap, 0, from - 1);
                rows[n * from + source] += (float) cubic(Math.abs(at - left - tap));
            }
        }
        return new Resampling(manager.create(rows, new Shape(to, from)));
    }

    /** Reduction by a triangle as wide as two target pixels: bilinear with smoothing. */
    public static Resampling smoothed(NDManager manager, int from, int to) {
        double scale = Math.max(1, (double) from / to);
        float[] rows = new float[to * from];
        for (int n = 0; n < to; n++) {
            double at = (n + 0.5) * from / to - 0.5;
            double[] weights = new double[from];
            double sum = 0;
            for (int source = 0; source < from; source++) {
                weights[source] = Math.max(0, 1 - Math.abs(source - at) / scale);
                sum += weights[source];
            }
            for (int source = 0; source < from; source++) {
                rows[n * from + source] = (float) (weights[source] / sum);
            }
        }
        return new Resampling(manager.create(rows, new Shape(to, from)));
    }

    /** (…, from, from) → (…, to, to). */
    public NDArray apply(NDArray x) {
        NDArray rows = Ops.on(x.getManager(), matrix);
        return x.matMul(rows.transpose())
                .swapAxes(-1, -2)
                .matMul(rows.transpose())
                .swapAxes(-1, -2);
    }

    private static double cubic(double t) {
        return t < 1 ? ((CUBIC + 2) * t - (CUBIC + 3)) * t * t + 1 : CUBIC * (((t - 5) * t + 8) * t - 4);
    }
}
