package diffusam.engine;

import java.util.random.RandomGenerator;

/**
 * A random curve from brightness to brightness, linear between its knots. The darkest stays dark, because outside the body
 * every modality is; all else may rise, fall or fold.
 */
final class ContrastCurve {
    private static final int KNOTS = 6;
    private static final float DARK = 0.02f;

    private final float[] knots = new float[KNOTS];

    ContrastCurve(RandomGenerator random) {
        boolean inverted = random.nextBoolean();
        double disorder = random.nextDouble() * .6;
        for (int n = 0; n < KNOTS; n++) {
            double orderly = (double) n / (KNOTS - 1);
            double wanted = inverted ? 1 - orderly : orderly;
            knots[n] = (float) Math.clamp((1 - disorder) * wanted + disorder * random.nextDouble(), 0, 1);
        }
    }

    float[] apply(float[] picture) {
        float[] out = new float[picture.length];
        for (int p = 0; p < out.length; p++) {
            out[p] = picture[p] < DARK ? picture[p] : at(picture[p]);
        }
        return out;
    }

    private float at(float value) {
        float place = Math.clamp(value, 0, 1) * (KNOTS - 1);
        int below = Math.min((int) place, KNOTS - 2);
        float part = place - below;
        return (1 - part) * knots[below] + part * knots[below + 1];
    }
}
