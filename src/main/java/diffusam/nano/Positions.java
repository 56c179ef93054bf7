package diffusam.nano;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.nn.Rotation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Position encodings, computed once a size and kept in the model's scope. */
final class Positions {
    private static final double FINEST = 1000;

    private final NDManager manager;
    private final Map<String, NDArray> cache = new HashMap<>();
    private final Map<List<Integer>, Rotation> rotations = new HashMap<>();

    Positions(NDManager manager) {
        this.manager = manager;
    }

    /** Sines and cosines of the row and column, (1, h*w, channels). */
    NDArray sine(int h, int w, int channels) {
        return cache.computeIfAbsent("sine " + h + " " + w + " " + channels, key -> {
            float[] values = new float[h * w * channels];
            for (int y = 0, p = 0; y < h; y++) {
                for (int x = 0; x < w; x++, p += channels) {
                    encode((y + .5) / h, values, p, channels / 2);
                    encode((x + .5) / w, values, p + channels / 2, channels / 2);
                }
            }
            return manager.create(values, new Shape(1, (long) h * w, channels));
        });
    }

    /** The same encoding of one point at fractions of width and height, (channels). */
    static float[] point(double x, double y, int channels) {
        float[] values = new float[channels];
        encode(y, values, 0, channels / 2);
        encode(x, values, channels / 2, channels / 2);
        return values;
    }

    private static void encode(double at, float[] out, int offset, int channels) {
        int q = channels / 2;
        for (int n = 0; n < q; n++) {
            double angle = at * Math.exp(-Math.log(FINEST) * n / q) * 2 * Math.PI * 4;
            out[offset + n] = (float) Math.sin(angle);
            out[offset + q + n] = (float) Math.cos(angle);
        }
    }

    /** Rotary encoding of a grid whose cells are {@code step} positions wide. */
    Rotation rotation(int h, int w, int channels, int step) {
        return rotations.computeIfAbsent(
                List.of(h, w, channels, step), key -> Rotation.of(manager, h, w, channels, step));
    }
}
