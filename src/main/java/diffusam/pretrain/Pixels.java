package diffusam.pretrain;

import java.util.Arrays;

/** Filters of square pictures, row by row. */
final class Pixels {
    private static final double REACH = 2.5;

    private Pixels() {}

    /** Gaussian blur of a standard deviation in pixels; the edge goes on outwards. */
    static float[] blur(float[] picture, int side, double deviation) {
        int reach = (int) Math.ceil(REACH * deviation);
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = (float) Math.exp(-.5 * k * k / (deviation * deviation));
            sum += kernel[k + reach];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return transposedBlur(transposedBlur(picture, side, kernel), side, kernel);
    }

    /** Filters along the rows and swaps rows with columns. */
    private static float[] transposedBlur(float[] picture, int side, float[] kernel) {
        int reach = kernel.length / 2;
        float[] out = new float[picture.length];
        float[] row = new float[side + 2 * reach];
        for (int r = 0; r < side; r++) {
            System.arraycopy(picture, r * side, row, reach, side);
            Arrays.fill(row, 0, reach, picture[r * side]);
            Arrays.fill(row, reach + side, row.length, picture[r * side + side - 1]);
            for (int c = 0; c < side; c++) {
                float sum = 0;
                for (int k = 0; k < kernel.length; k++) {
                    sum += kernel[k] * row[c + k];
                }
                out[c * side + r] = sum;
            }
        }
        return out;
    }

    /** Bilinear resampling, pixel centres at half integers. */
    static float[] resize(float[] picture, int from, int to) {
        float[] out = new float[to * to];
        double step = (double) from / to;
        for (int r = 0; r < to; r++) {
            double y = Math.clamp((r + .5) * step - .5, 0, from - 1.0);
            int y0 = Math.min((int) y, from - 2);
            float fy = (float) (y - y0);
            for (int c = 0; c < to; c++) {
                double x = Math.clamp((c + .5) * step - .5, 0, from - 1.0);
                int x0 = Math.min((int) x, from - 2);
                float fx = (float) (x - x0);
                int p = y0 * from + x0;
                float above = picture[p] * (1 - fx) + picture[p + 1] * fx;
                float below = picture[p + from] * (1 - fx) + picture[p + from + 1] * fx;
                out[r * to + c] = above * (1 - fy) + below * fy;
            }
        }
        return out;
    }

    /** Shifts and scales to mean 0 and standard deviation 1. */
    static void standardise(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float v : values) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / values.length;
        double deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean)) + 1e-6;
        for (int p = 0; p < values.length; p++) {
            values[p] = (float) ((values[p] - mean) / deviation);
        }
    }

    /** Of all values of the slices, by every seventh of them. */
    static double percentile(float[][] slices, double percent) {
        float[] some = new float[slices.length * ((slices[0].length + 6) / 7)];
        int n = 0;
        for (float[] slice : slices) {
            for (int p = 0; p < slice.length; p += 7) {
                some[n++] = slice[p];
            }
        }
        Arrays.sort(some, 0, n);
        return some[(int) Math.round(percent / 100 * (n - 1))];
    }
}
