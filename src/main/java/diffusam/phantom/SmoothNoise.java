package diffusam.phantom;

import java.util.Random;

/** A smooth random function of space, within [-1, 1], made of a periodic lattice of random values. */
final class SmoothNoise {
    private static final int SIZE = 16;

    private final float[] lattice = new float[SIZE * SIZE * SIZE];
    private final double scaleMm;

    /** @param scaleMm distance between lattice points: about half a wavelength */
    SmoothNoise(Random random, double scaleMm) {
        this.scaleMm = scaleMm;
        for (int n = 0; n < lattice.length; n++) {
            lattice[n] = 2 * random.nextFloat() - 1;
        }
    }

    double at(double x, double y, double z) {
        double u = x / scaleMm;
        double v = y / scaleMm;
        double w = z / scaleMm;
        int i = (int) Math.floor(u);
        int j = (int) Math.floor(v);
        int k = (int) Math.floor(w);
        double a = ease(u - i);
        double b = ease(v - j);
        double c = ease(w - k);
        double low = mix(row(i, j, k, a), row(i, j + 1, k, a), b);
        double high = mix(row(i, j, k + 1, a), row(i, j + 1, k + 1, a), b);
        return mix(low, high, c);
    }

    private double row(int i, int j, int k, double a) {
        int base = ((k & SIZE - 1) * SIZE + (j & SIZE - 1)) * SIZE;
        return mix(lattice[base + (i & SIZE - 1)], lattice[base + (i + 1 & SIZE - 1)], a);
    }

    private static double mix(double from, double to, double t) {
        return from + t * (to - from);
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
