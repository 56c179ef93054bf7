package diffusam.engine;

/**
 * Choices of a few-shot run.
 *
 * @param trainingSteps optimiser steps of the prior
 * @param samplingSteps denoising steps from pure noise (the paper: 2)
 * @param samples generated memories a slice whose masks are averaged
 * @param seed of every random number; the same seed gives the same result on the CPU
 */
public record FewShotOptions(
        Method method,
        Variant variant,
        int trainingSteps,
        int samplingSteps,
        int samples,
        Ablation ablation,
        long seed) {
    public static final FewShotOptions DEFAULT =
            new FewShotOptions(Method.DIFFUSAM, Variant.CASCADE, 150, 2, 4, Ablation.NONE, 0);

    public FewShotOptions {
        if (trainingSteps < 1 || samplingSteps < 1 || samples < 1) {
            throw new IllegalArgumentException(
                    "steps and samples are at least 1, got " + trainingSteps + ", " + samplingSteps + ", " + samples);
        }
    }

    public FewShotOptions with(Method method) {
        return new FewShotOptions(method, variant, trainingSteps, samplingSteps, samples, ablation, seed);
    }

    public FewShotOptions with(Variant variant) {
        return new FewShotOptions(method, variant, trainingSteps, samplingSteps, samples, ablation, seed);
    }

    public FewShotOptions withTrainingSteps(int trainingSteps) {
        return new FewShotOptions(method, variant, trainingSteps, samplingSteps, samples, ablation, seed);
    }

    /** With other counts of denoising steps and of samples. */
    public FewShotOptions withSampling(int samplingSteps, int samples) {
        return new FewShotOptions(method, variant, trainingSteps, samplingSteps, samples, ablation, seed);
    }

    public FewShotOptions with(Ablation ablation) {
        return new FewShotOptions(method, variant, trainingSteps, samplingSteps, samples, ablation, seed);
    }

    public FewShotOptions withSeed(long seed) {
        return new FewShotOptions(method, variant, trainingSteps, samplingSteps, samples, ablation, seed);
    }
}
