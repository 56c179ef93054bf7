package diffusam.nano;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

/** Position encodings, computed once a size and kept in the model's scope. */
final class Positions {
    private static final double FINEST = 1000;
    private static final double ROPE_BASE = 10000;

    private final NDManager manager;
    private final Map<String, NDArray> cache = new HashMap<>();

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

    /** Cosine and sine of the rotary encoding (Su et al. 2021), half the channels for x and half for y. */
    Rotation rotation(int h, int w, int channels) {
        return new Rotation(rotary(h, w, channels, true), rotary(h, w, channels, false));
    }

    private NDArray rotary(int h, int w, int channels, boolean cosine) {
        return cache.computeIfAbsent("rope " + h + " " + w + " " + channels + cosine, key -> {
            int q = channels / 4;
            float[] values = new float[h * w * 2 * q];
            for (int y = 0, p = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    for (int n = 0; n < 2 * q; n++, p++) {
                        double angle = (n < q ? x : y) / Math.pow(ROPE_BASE, (n % q) / (double) q);
                        values[p] = (float) (cosine ? Math.cos(angle) : Math.sin(angle));
                    }
                }
            }
            return manager.create(values, new Shape(1, 1, (long) h * w, 2L * q, 1));
        });
    }

    /** Turns neighbouring channels of (B, frames, h*w, C) as pairs in the plane. */
    record Rotation(NDArray cos, NDArray sin) {
        NDArray apply(NDArray x) {
            Shape s = x.getShape();
            long half = s.get(3) / 2;
            var pairs = x.reshape(s.get(0), s.get(1), s.get(2), half, 2).split(2, 4);
            NDArray a = pairs.get(0);
            NDArray b = pairs.get(1);
            return a.mul(cos)
                    .sub(b.mul(sin))
                    .concat(a.mul(sin).add(b.mul(cos)), 4)
                    .reshape(s);
        }
    }
}
