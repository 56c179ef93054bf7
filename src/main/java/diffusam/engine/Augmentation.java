package diffusam.engine;

import java.util.random.RandomGenerator;

/**
 * Random looks of a labelled slice. A pair of them stands for a slice and its neighbour: both share one large deformation, and
 * the neighbour has a small one of its own.
 */
final class Augmentation {
    private final RandomGenerator random;
    private final int side;

    Augmentation(RandomGenerator random, int side) {
        this.random = random;
        this.side = side;
    }

    int side() {
        return side;
    }

    /** Where the slice and its pretended neighbour are read from. */
    record Pair(Warp slice, Warp neighbour) {}

    /** A random deformation, or none at all if {@code plain}; the neighbour's own is there in any case. */
    Pair pair(boolean plain) {
        Warp base = Warp.identity(side);
        if (!plain) {
            base = base.affine(random, .25, .15, .08).elastic(random, 6, .05);
        }
        return new Pair(base, base.affine(random, .03, .06, .012).elastic(random, 8, .02));
    }

    /** Changes gamma, contrast, brightness and noise of a picture in [0, 1]. */
    float[] recolour(float[] picture) {
        double gamma = Math.exp(random.nextGaussian() * .2);
        double contrast = 1 + .12 * random.nextGaussian();
        double brightness = .05 * random.nextGaussian();
        double noise = Math.abs(random.nextGaussian()) * .02;
        float[] out = new float[picture.length];
        for (int p = 0; p < out.length; p++) {
            double v = Math.pow(Math.clamp(picture[p], 0, 1), gamma) * contrast + brightness;
            out[p] = (float) Math.clamp(v + random.nextGaussian() * noise, 0, 1);
        }
        return out;
    }
}
