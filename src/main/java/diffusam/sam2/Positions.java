package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.nn.Rotation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Position encodings that have no weights, computed once a size and kept in the model's scope. */
final class Positions {
    private static final double TEMPERATURE = 10000;
    private static final double NOT_ZERO = 1e-6;

    private final NDManager manager;
    private final Map<List<Integer>, NDArray> sines = new HashMap<>();
    private final Map<List<Integer>, Rotation> rotations = new HashMap<>();

    Positions(NDManager manager) {
        this.manager = manager;
    }

    /** Sines and cosines of the row (first half of the channels) and the column: (1, h*w, channels). */
    NDArray sine(int h, int w, int channels) {
        return sines.computeIfAbsent(List.of(h, w, channels), key -> {
            float[] values = new float[h * w * channels];
            for (int y = 0, p = 0; y < h; y++) {
                for (int x = 0; x < w; x++, p += channels) {
                    interleave((y + 1) / (h + NOT_ZERO), values, p, channels / 2);
                    interleave((x + 1) / (w + NOT_ZERO), values, p + channels / 2, channels / 2);
                }
            }
            return manager.create(values, new Shape(1, (long) h * w, channels));
        });
    }

    private static void interleave(double fraction, float[] out, int offset, int channels) {
        for (int n = 0; n < channels; n++) {
            double angle = 2 * Math.PI * fraction / period(n, channels);
            out[offset + n] = (float) (n % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
        }
    }

    /** Sines, then cosines, of a position on a line: (channels). */
    static float[] line(double position, int channels) {
        int half = channels / 2;
        float[] values = new float[channels];
        for (int n = 0; n < half; n++) {
            double angle = position / period(n, half);
            values[n] = (float) Math.sin(angle);
            values[half + n] = (float) Math.cos(angle);
        }
        return values;
    }

    private static double period(int n, int channels) {
        return Math.pow(TEMPERATURE, 2.0 * (n / 2) / channels);
    }

    /** Rotary encoding of a grid. */
    Rotation rotation(int h, int w, int channels) {
        return rotations.computeIfAbsent(List.of(h, w, channels), key -> Rotation.of(manager, h, w, channels));
    }
}
