package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Rotary position encoding of a grid (Su et al. 2021; axial as in Heo et al. 2024): neighbouring channels are pairs in the
 * plane, turned by an angle that grows with x in the first half of the pairs and with y in the second.
 *
 * @param cos (1, 1, h*w, channels/2, 1)
 * @param sin of the same shape
 */
public record Rotation(NDArray cos, NDArray sin) {
    private static final double BASE = 10000;

    /** The encoding of a grid, owned by {@code manager}. */
    public static Rotation of(NDManager manager, int h, int w, int channels) {
        return of(manager, h, w, channels, 1);
    }

    /** The encoding of a grid whose cells each stand for the middle of {@code step} positions a side. */
    public static Rotation of(NDManager manager, int h, int w, int channels, int step) {
        double first = (step - 1) / 2.0;
        int half = channels / 2;
        int q = channels / 4;
        float[] cos = new float[h * w * half];
        float[] sin = new float[h * w * half];
        for (int y = 0, p = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                for (int n = 0; n < half; n++, p++) {
                    double angle = (first + step * (n < q ? x : y)) / Math.pow(BASE, (n % q) / (double) q);
                    cos[p] = (float) Math.cos(angle);
                    sin[p] = (float) Math.sin(angle);
                }
            }
        }
        Shape shape = new Shape(1, 1, (long) h * w, half, 1);
        return new Rotation(manager.create(cos, shape), manager.create(sin, shape));
    }

    /** Turns (B, grids, h*w, channels), each grid alike. */
    public NDArray apply(NDArray x) {
        Shape s = x.getShape();
        var pairs = x.reshape(s.get(0), s.get(1), s.get(2), s.get(3) / 2, 2).split(2, 4);
        NDArray a = pairs.get(0);
        NDArray b = pairs.get(1);
        return a.mul(cos).sub(b.mul(sin)).concat(a.mul(sin).add(b.mul(cos)), 4).reshape(s);
    }
}
