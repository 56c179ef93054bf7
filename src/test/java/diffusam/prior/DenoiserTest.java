package diffusam.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import diffusam.nn.AdamW;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DenoiserTest {
    private static final DenoiserConfig CONFIG = new DenoiserConfig(4, 6, 2, 16);
    private static final int SIDE = 8;

    @Test
    void theScheduleKeepsTheVariance() {
        for (double t = 0; t <= 1; t += 0.1) {
            assertEquals(1, Math.pow(NoiseSchedule.alpha(t), 2) + Math.pow(NoiseSchedule.sigma(t), 2), 1e-12);
        }
        assertEquals(1, NoiseSchedule.alpha(0));
        assertTrue(NoiseSchedule.alpha(NoiseSchedule.LATEST) < 0.002);
    }

    @Test
    void theSameSeedGivesTheSameNetwork() {
        try (NDManager scope = NDManager.newBaseManager(Device.cpu())) {
            Condition condition = condition(scope, new Random(1), 0, 1);
            float[] first = once(scope, 5, condition);
            assertTrue(Arrays.equals(first, once(scope, 5, condition)));
            assertTrue(!Arrays.equals(first, once(scope, 6, condition)));
        }
    }

    /** After overfitting two classes, pure noise becomes the embedding of the class asked for, in one, two and four steps. */
    @Test
    void anOverfittedPriorGeneratesWhatItWasShown() {
        Random random = new Random(2);
        try (NDManager scope = NDManager.newBaseManager(Device.cpu());
                Weights weights = Weights.fresh(scope, 3)) {
            Denoiser denoiser = new Denoiser(weights.root(), CONFIG);
            NDArray truth = normal(scope, random, 2, CONFIG.target());
            Condition condition = condition(scope, random, 0, 1);
            train(denoiser, weights, truth, condition, random);
            try (Ops.NoGrad off = Ops.noGrad()) {
                for (int steps : new int[] {1, 2, 4}) {
                    NDArray made =
                            new Sampler(denoiser, steps).sample(normal(scope, random, 2, CONFIG.target()), condition);
                    double error = made.sub(truth).square().mean().getFloat();
                    assertTrue(error < 0.1, steps + " steps leave an error of " + error);
                }
            }
        }
    }

    private static void train(Denoiser denoiser, Weights weights, NDArray truth, Condition condition, Random random) {
        try (AdamW optimizer = new AdamW(weights, 0)) {
            for (int n = 0; n < 150; n++) {
                try (NDManager step = truth.getManager().newSubManager();
                        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    double t = n % 4 == 0 ? NoiseSchedule.LATEST : random.nextDouble();
                    NDArray noise = normal(step, random, 2, CONFIG.target());
                    NDArray noisy = noise.mul(NoiseSchedule.sigma(t)).add(truth.mul(NoiseSchedule.alpha(t)));
                    NDArray loss = denoiser.apply(noisy, new double[] {t, t}, condition)
                            .sub(truth)
                            .square()
                            .mean();
                    collector.backward(loss);
                }
                assertTrue(Double.isFinite(optimizer.step(3e-3, Math.min(.95, 1 - 1.0 / (n + 2)))));
            }
            optimizer.useAverages();
        }
    }

    private static float[] once(NDManager scope, long seed, Condition condition) {
        try (Weights weights = Weights.fresh(scope, seed);
                Ops.NoGrad off = Ops.noGrad()) {
            NDArray noisy = normal(scope, new Random(9), 2, CONFIG.target());
            return new Denoiser(weights.root(), CONFIG)
                    .apply(noisy, new double[] {.3, .7}, condition)
                    .toFloatArray();
        }
    }

    private static Condition condition(NDManager scope, Random random, int... classes) {
        return new Condition(
                normal(scope, random, classes.length, CONFIG.condition()),
                normal(scope, random, classes.length, CONFIG.target()),
                new boolean[] {true, false},
                classes);
    }

    private static NDArray normal(NDManager scope, Random random, int batch, int channels) {
        float[] values = new float[batch * channels * SIDE * SIDE];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) random.nextGaussian();
        }
        return scope.create(values, new Shape(batch, channels, SIDE, SIDE));
    }
}
