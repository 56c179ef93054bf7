package diffusam.engine;

import java.util.random.RandomGenerator;

/** How far the looks of a training slice may depart from its own brightness and contrast. */
public enum Appearance {
    /** A little: scanners of one kind differ that much. */
    NATURAL {
        @Override
        float[] of(float[] picture, Augmentation augmentation, RandomGenerator random) {
            return augmentation.recolour(picture);
        }
    },
    /** In half of the looks any contrast, inverted too, as between CT and the sequences of MR; the shapes stay. */
    ANY_CONTRAST {
        @Override
        float[] of(float[] picture, Augmentation augmentation, RandomGenerator random) {
            float[] look = random.nextBoolean() ? new ContrastCurve(random).apply(picture) : picture;
            return augmentation.recolour(look);
        }
    };

    /** A look of a picture in [0, 1]. */
    abstract float[] of(float[] picture, Augmentation augmentation, RandomGenerator random);
}
