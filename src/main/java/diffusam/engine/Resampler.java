package diffusam.engine;

/**
 * Linear resampling of rows by a fixed map, with a filter as wide as a target pixel where that is coarser than the source
 * (so that shrinking averages). Outside the source everything is 0.
 */
final class Resampler {
    private final int sourceLength;
    private final int[] first;
    private final float[][] weights;

    /**
     * @param scale target pixels per source pixel
     * @param offset target coordinate of the source's left edge; pixel n covers [n, n + 1)
     */
    Resampler(int sourceLength, int targetLength, double scale, double offset) {
        this.sourceLength = sourceLength;
        first = new int[targetLength];
        weights = new float[targetLength][];
        double reach = Math.max(1, 1 / scale);
        for (int t = 0; t < targetLength; t++) {
            double center = (t + .5 - offset) / scale - .5;
            int from = (int) Math.ceil(center - reach);
            int to = (int) Math.floor(center + reach);
            float[] w = new float[to - from + 1];
            double sum = 0;
            for (int n = 0; n < w.length; n++) {
                w[n] = (float) Math.max(0, 1 - Math.abs(from + n - center) / reach);
                sum += w[n];
            }
            for (int n = 0; n < w.length; n++) {
                w[n] /= (float) sum;
            }
            first[t] = from;
            weights[t] = w;
        }
    }

    int targetLength() {
        return first.length;
    }

    /** Resamples both axes of a picture stored row by row. */
    static float[] apply(float[] picture, Resampler columns, Resampler rows) {
        int width = columns.targetLength();
        int height = rows.targetLength();
        float[] narrow = new float[rows.sourceLength * width];
        for (int y = 0; y < rows.sourceLength; y++) {
            for (int x = 0; x < width; x++) {
                narrow[y * width + x] = columns.at(picture, y * columns.sourceLength, 1, x);
            }
        }
        float[] out = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = rows.at(narrow, x, width, y);
            }
        }
        return out;
    }

    private float at(float[] values, int start, int step, int target) {
        float[] w = weights[target];
        float sum = 0;
        for (int n = 0; n < w.length; n++) {
            int s = first[target] + n;
            if (s >= 0 && s < sourceLength) {
                sum += w[n] * values[start + s * step];
            }
        }
        return sum;
    }
}
