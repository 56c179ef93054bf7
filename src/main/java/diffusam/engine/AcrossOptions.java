package diffusam.engine;

/**
 * Choices of a prior that is trained on some scans and runs on others.
 *
 * @param trainingSteps optimiser steps
 * @param looks augmented slices that are prepared for training
 * @param samplingSteps denoising steps from pure noise
 * @param samples generated memories a slice whose masks are averaged
 * @param consistent true to decode every slice again beside its neighbours' results
 * @param appearance how far training slices may depart from their own contrast
 * @param seed of every random number
 */
public record AcrossOptions(
        int trainingSteps,
        int looks,
        int samplingSteps,
        int samples,
        boolean consistent,
        Appearance appearance,
        long seed) {
    public static final AcrossOptions DEFAULT = new AcrossOptions(400, 480, 2, 2, true, Appearance.ANY_CONTRAST, 0);

    public AcrossOptions {
        if (trainingSteps < 1 || looks < 1 || samplingSteps < 1 || samples < 1) {
            throw new IllegalArgumentException("steps, looks and samples are at least 1, got " + trainingSteps + ", "
                    + looks + ", " + samplingSteps + ", " + samples);
        }
    }

    /** Looks in proportion to the steps, so that each is seen about as often. */
    public AcrossOptions withTrainingSteps(int steps) {
        int kept = (int) Math.clamp((long) steps * DEFAULT.looks / DEFAULT.trainingSteps, 12, 2 * DEFAULT.looks);
        return new AcrossOptions(steps, kept, samplingSteps, samples, consistent, appearance, seed);
    }

    public AcrossOptions withSeed(long seed) {
        return new AcrossOptions(trainingSteps, looks, samplingSteps, samples, consistent, appearance, seed);
    }

    public AcrossOptions with(Appearance appearance) {
        return new AcrossOptions(trainingSteps, looks, samplingSteps, samples, consistent, appearance, seed);
    }
}
