package diffusam.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import diffusam.engine.PriorExamples.Example;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Memory;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nn.AdamW;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import diffusam.prior.Condition;
import diffusam.prior.Denoiser;
import diffusam.prior.NoiseSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Few-shot training of a prior: L = L_prior + λ·L_seg, with L_seg on the mask decoded from the generated memory through the
 * frozen memory attention and mask decoder (DiffuSAM, eq. 2). For the model thread.
 */
final class PriorTraining {
    private static final int BATCH = 12;
    private static final double LEARNING_RATE = 2e-3;
    private static final double WEIGHT_DECAY = 1e-2;
    private static final int WARM_UP = 30;
    private static final float SEGMENTATION_WEIGHT = 1;
    /** Share of examples at the latest time, where sampling begins. */
    private static final double PURE_NOISE_SHARE = 0.15;
    /** Share of examples that see no neighbour. */
    private static final double ALONE_SHARE = 0.3;
    /** Greatest noise added to the neighbour, which at run time is a prediction. */
    private static final double NEIGHBOUR_NOISE = 0.3;

    private final Foundation model;
    private final List<Example> examples;
    private final FewShotOptions options;
    private final TrainingCheckpoint checkpoint;
    private final BatchSize batch = new BatchSize(BATCH);
    private RandomGenerator random;

    PriorTraining(
            Foundation model,
            List<Example> examples,
            FewShotOptions options,
            RandomGenerator random,
            TrainingCheckpoint checkpoint) {
        this.model = model;
        this.examples = List.copyOf(examples);
        this.options = options;
        this.random = random;
        this.checkpoint = checkpoint;
    }

    /**
     * Trains for the number of steps the options ask for, or for those that are left where the same training was broken off.
     * The caller closes the result, and has the checkpoint forgotten once that is safe.
     *
     * @throws DivergedException if the loss stops being a number
     */
    MemoryPrior train(List<Integer> labels, JobContext context) {
        Weights weights = Weights.fresh(model.newScope(), random.nextLong());
        Denoiser denoiser = MemoryPrior.network(weights, model, labels.size());
        boolean diffuses = options.method() == Method.DIFFUSAM;
        MemoryPrior prior = new MemoryPrior(weights, denoiser, residualStats(), emptyStats(), labels, diffuses);
        try (AdamW optimizer = new AdamW(weights, WEIGHT_DECAY)) {
            int taken = checkpoint.resume(optimizer);
            if (taken > 0) {
                random = new SplittableRandom(options.seed() + taken); // draws other examples than those it has seen
            }
            long started = System.nanoTime();
            for (int step = taken; step < options.trainingSteps(); step++) {
                context.checkpoint();
                double loss = step(prior, optimizer, step);
                double secondsAStep = (System.nanoTime() - started) / 1e9 / (step + 1 - taken);
                context.report(new Progress(
                        "Training",
                        step + 1,
                        options.trainingSteps(),
                        secondsAStep * (options.trainingSteps() - step - 1),
                        loss));
                checkpoint.keep(optimizer);
            }
            optimizer.useAverages();
            return prior;
        } catch (RuntimeException e) {
            prior.close();
            throw e;
        }
    }

    private double step(MemoryPrior prior, AdamW optimizer, int step) {
        double loss = batch.fit(size -> gradients(prior, optimizer, size));
        if (!Double.isFinite(loss)) {
            checkpoint.forget();
            throw new DivergedException(step + 1);
        }
        double done = (double) step / options.trainingSteps();
        double rate = LEARNING_RATE * Math.min(1, (step + 1.0) / WARM_UP) * (.51 + .5 * Math.cos(Math.PI * done));
        optimizer.step(rate, Math.min(.99, 1 - 1.0 / (step + 2)));
        return loss;
    }

    /** Adds the gradients of a batch, and returns its loss. */
    private double gradients(MemoryPrior prior, AdamW optimizer, int size) {
        try (NDManager scope = model.newScope();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray total = loss(prior, Batch.draw(scope, examples, random, size));
            collector.backward(total);
            return total.getFloat();
        } catch (EngineException e) {
            optimizer.forget();
            throw e;
        }
    }

    private NDArray loss(MemoryPrior prior, Batch batch) {
        int size = batch.labels.size();
        NDManager scope = batch.target.getManager();
        NDArray clean = prior.normalise(batch.target, batch.empty);
        double[] times = new double[size];
        NDArray noisy = clean.zerosLike();
        if (prior.diffuses()) {
            float[] alpha = new float[size];
            float[] sigma = new float[size];
            for (int b = 0; b < size; b++) {
                times[b] = random.nextDouble() < PURE_NOISE_SHARE
                        ? NoiseSchedule.LATEST
                        : .001 + .998 * random.nextDouble();
                alpha[b] = (float) NoiseSchedule.alpha(times[b]);
                sigma[b] = (float) NoiseSchedule.sigma(times[b]);
            }
            NDArray noise = MemoryPrior.noise(scope, random, size, clean.getShape());
            noisy = clean.mul(column(scope, alpha)).add(noise.mul(column(scope, sigma)));
        } else {
            Arrays.fill(times, 1);
        }
        NDArray generated = prior.denoiser().apply(noisy, times, condition(prior, batch));
        NDArray priorLoss = generated.sub(clean).square().mean();
        if (!options.ablation().segmentationLoss()) {
            return priorLoss;
        }
        NDArray memory = prior.restore(generated, batch.empty);
        NDArray logits =
                model.decode(batch.features, List.of(Memory.given(memory))).logits();
        return priorLoss.add(Ops.scaled(segmentationLoss(logits, batch.masks), SEGMENTATION_WEIGHT));
    }

    private Condition condition(MemoryPrior prior, Batch batch) {
        NDManager scope = batch.target.getManager();
        int size = batch.labels.size();
        float[] keep = new float[size];
        float[] blur = new float[size];
        boolean[] hasAdjacent = new boolean[size];
        int[] classes = new int[size];
        for (int b = 0; b < size; b++) {
            hasAdjacent[b] =
                    random.nextDouble() >= ALONE_SHARE && options.ablation().adjacentSlices();
            keep[b] = hasAdjacent[b] ? 1 : 0;
            blur[b] = (float) (random.nextDouble() * NEIGHBOUR_NOISE);
            classes[b] = prior.classOf(batch.labels.get(b));
        }
        NDArray adjacent = prior.normaliseResidual(batch.adjacentResidual);
        NDArray noise = MemoryPrior.noise(scope, random, size, adjacent.getShape());
        adjacent = adjacent.add(noise.mul(column(scope, blur))).mul(column(scope, keep));
        NDArray image = prior.imageCondition(batch.features.embedding(), batch.empty);
        return new Condition(image, adjacent, hasAdjacent, classes);
    }

    /** 2·cross-entropy + soft Dice, the mean over the batch; logits and coverages are (B, m, m). */
    static NDArray segmentationLoss(NDArray logits, NDArray coverage) {
        int[] perMask = {1, 2};
        NDArray entropy = Activation.softPlus(logits).sub(logits.mul(coverage)).mean();
        NDArray p = Activation.sigmoid(logits);
        NDArray overlap = Ops.scaled(p.mul(coverage).sum(perMask), 2).add(4);
        NDArray sum = p.sum(perMask).add(coverage.sum(perMask)).add(4);
        return Ops.scaled(entropy, 2).add(overlap.div(sum).neg().add(1).mean());
    }

    private ChannelStats residualStats() {
        try (NDManager scope = model.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            return ChannelStats.of(examples.stream()
                    .map(e -> Ops.on(scope, e.target()).sub(e.empty()))
                    .toList());
        }
    }

    private ChannelStats emptyStats() {
        return ChannelStats.of(examples.stream().map(Example::empty).toList());
    }

    private static NDArray column(NDManager scope, float[] values) {
        return scope.create(values, new Shape(values.length, 1, 1, 1));
    }

    /** Examples side by side. */
    private record Batch(
            Features features,
            NDArray empty,
            NDArray target,
            NDArray adjacentResidual,
            NDArray masks,
            List<Integer> labels) {
        static Batch draw(NDManager scope, List<Example> examples, RandomGenerator random, int size) {
            List<Example> drawn = new ArrayList<>();
            for (int n = 0; n < size; n++) {
                drawn.add(examples.get(random.nextInt(examples.size())));
            }
            int skips = drawn.get(0).features().skips().size();
            List<NDArray> levels = new ArrayList<>();
            for (int n = 0; n < skips; n++) {
                int level = n;
                levels.add(stack(scope, drawn, e -> e.features().skips().get(level)));
            }
            return new Batch(
                    new Features(stack(scope, drawn, e -> e.features().embedding()), levels),
                    stack(scope, drawn, Example::empty),
                    stack(scope, drawn, Example::target),
                    stack(scope, drawn, Example::adjacentResidual),
                    stack(scope, drawn, Example::mask),
                    drawn.stream().map(Example::label).toList());
        }

        private static NDArray stack(NDManager scope, List<Example> drawn, Function<Example, NDArray> part) {
            NDList list = new NDList();
            for (Example example : drawn) {
                list.add(part.apply(example));
            }
            NDArray batch = NDArrays.concat(list, 0);
            batch.attach(scope);
            return batch;
        }
    }
}
