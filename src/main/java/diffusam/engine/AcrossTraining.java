package diffusam.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import diffusam.engine.AcrossExamples.Example;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Memory;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nn.AdamW;
import diffusam.prior.Condition;
import diffusam.prior.NoiseSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Trains an across-volume prior with the loss of DiffuSAM, without neighbours. For the model thread. */
final class AcrossTraining {
    private static final int BATCH = 12;
    private static final double WEIGHT_DECAY = 1e-2;
    private static final int WARM_UP = 30;
    /** Share of examples at the latest time, where sampling begins. */
    private static final double PURE_NOISE_SHARE = 0.3;
    /** Share of examples whose finer levels are hidden, so that a prior can do without them. */
    private static final double COARSE_SHARE = 0.35;

    private final Foundation model;
    private final AcrossPrior prior;
    private final List<Example> examples;
    private final RandomGenerator random;

    AcrossTraining(Foundation model, AcrossPrior prior, AcrossExamples examples, RandomGenerator random) {
        this.model = model;
        this.prior = prior;
        this.examples = examples.list();
        this.random = random;
    }

    /**
     * Takes some steps; the prior is left with the running average of its weights.
     *
     * @param rate the highest learning rate
     * @throws ArithmeticException if the loss stops being a number
     */
    void run(int steps, double rate, JobContext context) {
        try (AdamW optimizer = new AdamW(prior.weights(), WEIGHT_DECAY)) {
            int warmUp = Math.min(WARM_UP, 1 + steps / 4);
            long started = System.nanoTime();
            for (int step = 0; step < steps; step++) {
                context.checkpoint();
                double loss = backward();
                if (!Double.isFinite(loss)) {
                    throw new ArithmeticException("the training loss is no longer a number at step " + (step + 1));
                }
                double annealed = .51 + .5 * Math.cos(Math.PI * step / steps);
                optimizer.step(rate * Math.min(1, (step + 1.0) / warmUp) * annealed, AdamW.lateAverage(step));
                double left = (System.nanoTime() - started) / 1e9 / (step + 1) * (steps - step - 1);
                context.report(new Progress("Training", step + 1, steps, left, loss));
            }
            optimizer.useAverages();
        }
    }

    private double backward() {
        try (NDManager scope = model.newScope();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray loss = loss(scope);
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    private NDArray loss(NDManager scope) {
        List<Example> drawn = new ArrayList<>();
        for (int n = 0; n < BATCH; n++) {
            drawn.add(examples.get(random.nextInt(examples.size())));
        }
        Features features = features(scope, drawn);
        NDArray empty = stack(scope, drawn, Example::empty);
        NDArray clean = prior.memory().normalise(stack(scope, drawn, Example::target), empty);
        double[] times = new double[BATCH];
        NDArray noisy = noisy(clean, times);
        NDArray generated = prior.memory().denoiser().apply(noisy, times, condition(features, empty, drawn));
        NDArray logits = model.decode(
                        features, List.of(Memory.given(prior.memory().restore(generated, empty))))
                .logits();
        return generated
                .sub(clean)
                .square()
                .mean()
                .add(PriorTraining.segmentationLoss(logits, stack(scope, drawn, Example::mask)));
    }

    /** What the network starts from at random times, which are filled in. */
    private NDArray noisy(NDArray clean, double[] times) {
        if (!prior.memory().diffuses()) {
            Arrays.fill(times, 1);
            return clean.zerosLike();
        }
        NDManager scope = clean.getManager();
        float[] alpha = new float[BATCH];
        float[] sigma = new float[BATCH];
        for (int b = 0; b < BATCH; b++) {
            times[b] =
                    random.nextDouble() < PURE_NOISE_SHARE ? NoiseSchedule.LATEST : .001 + .998 * random.nextDouble();
            alpha[b] = (float) NoiseSchedule.alpha(times[b]);
            sigma[b] = (float) NoiseSchedule.sigma(times[b]);
        }
        NDArray noise = MemoryPrior.noise(scope, random, BATCH, clean.getShape());
        return clean.mul(column(scope, alpha)).add(noise.mul(column(scope, sigma)));
    }

    private Condition condition(Features features, NDArray empty, List<Example> drawn) {
        boolean[] alone = new boolean[BATCH];
        Arrays.fill(alone, false);
        int[] classes =
                drawn.stream().mapToInt(e -> prior.memory().classOf(e.label())).toArray();
        return new Condition(
                prior.memory().imageCondition(prior.view(features, shown(empty.getManager())), empty),
                empty.zerosLike(),
                alone,
                classes);
    }

    private NDArray shown(NDManager scope) {
        float[] shown = new float[BATCH];
        for (int b = 0; b < BATCH; b++) {
            shown[b] = random.nextDouble() < COARSE_SHARE ? 0 : 1;
        }
        return column(scope, shown);
    }

    private static NDArray column(NDManager scope, float[] values) {
        return scope.create(values, new Shape(values.length, 1, 1, 1));
    }

    private static Features features(NDManager scope, List<Example> drawn) {
        List<NDArray> levels = new ArrayList<>();
        for (int n = 0; n < drawn.get(0).features().skips().size(); n++) {
            int level = n;
            levels.add(stack(scope, drawn, e -> e.features().skips().get(level)));
        }
        return new Features(stack(scope, drawn, e -> e.features().embedding()), levels);
    }

    private static NDArray stack(NDManager scope, List<Example> drawn, Function<Example, NDArray> part) {
        NDList list = new NDList();
        drawn.forEach(example -> list.add(part.apply(example)));
        NDArray batch = NDArrays.concat(list, 0);
        batch.attach(scope);
        return batch;
    }
}
