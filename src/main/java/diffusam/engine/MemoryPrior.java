package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Foundation;
import diffusam.nn.WeightFileException;
import diffusam.nn.Weights;
import diffusam.prior.Condition;
import diffusam.prior.Denoiser;
import diffusam.prior.DenoiserConfig;
import diffusam.prior.Sampler;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A trained prior: generates the memory that a slice's right mask would leave. It works on what a memory adds to the memory of
 * an empty mask on the same slice, normalised a channel. Owns its weights; for the model thread.
 */
final class MemoryPrior implements AutoCloseable {
    private static final int WIDTH = 48;

    private final Weights weights;
    private final Denoiser denoiser;
    private final ChannelStats memoryStats;
    private final ChannelStats emptyStats;
    private final List<Integer> labels;
    private final boolean diffuses;

    /**
     * @param labels the label of each class
     * @param diffuses false for the regression control, which reads no noise
     */
    MemoryPrior(
            Weights weights,
            Denoiser denoiser,
            ChannelStats memoryStats,
            ChannelStats emptyStats,
            List<Integer> labels,
            boolean diffuses) {
        this.weights = weights;
        this.denoiser = denoiser;
        this.memoryStats = memoryStats;
        this.emptyStats = emptyStats;
        this.labels = List.copyOf(labels);
        this.diffuses = diffuses;
    }

    /** A network that has learnt nothing yet, or one with the weights of a file. */
    static Denoiser network(Weights weights, Foundation model, int classes) {
        Foundation.Sizes sizes = model.sizes();
        return new Denoiser(
                weights.root(),
                new DenoiserConfig(
                        sizes.memoryChannels(), sizes.embeddingChannels() + sizes.memoryChannels(), classes, WIDTH));
    }

    /**
     * A stored prior, ready to generate.
     *
     * @throws WeightFileException if its weights are not those of this network
     */
    static MemoryPrior of(TrainedPrior stored, Foundation model) throws WeightFileException {
        Weights weights = Weights.of(model.newScope(), stored.weights());
        try {
            PriorCard card = stored.card();
            Denoiser denoiser = network(weights, model, card.labels().size());
            weights.requireAllUsed();
            return new MemoryPrior(
                    weights,
                    denoiser,
                    stored.memoryStats(),
                    stored.emptyStats(),
                    card.classes(),
                    card.kind() == PriorCard.Kind.FROM_SEEDS);
        } catch (WeightFileException e) {
            weights.close();
            throw e;
        } catch (IllegalArgumentException e) {
            weights.close();
            throw new WeightFileException("the prior", "does not fit the network: " + e.getMessage());
        }
    }

    /** A copy of the weights and statistics, away from the device. */
    TrainedPrior store(PriorCard card) {
        return TrainedPrior.of(card, weights, memoryStats, emptyStats);
    }

    boolean diffuses() {
        return diffuses;
    }

    Denoiser denoiser() {
        return denoiser;
    }

    int classOf(int label) {
        return labels.indexOf(label);
    }

    /** What the network works on: (memory − empty memory), normalised. */
    NDArray normalise(NDArray memory, NDArray empty) {
        return normaliseResidual(memory.sub(empty));
    }

    NDArray normaliseResidual(NDArray residual) {
        return memoryStats.normalise(residual);
    }

    /** Inverse of {@link #normalise}. */
    NDArray restore(NDArray normal, NDArray empty) {
        return memoryStats.restore(normal).add(empty);
    }

    /** The image condition: the embedding and the normalised memory of an empty mask, (B, d + m, h, w). */
    NDArray imageCondition(NDArray embedding, NDArray empty) {
        return embedding.concat(emptyStats.normalise(empty), 1);
    }

    /**
     * Generates memories for one slice.
     *
     * @param embedding (1, d, h, w)
     * @param empty (1, m, h, w), memory of an empty mask on this slice
     * @param adjacent memory of the neighbouring slice less the memory of an empty mask there, or null if none is known
     * @param steps denoising steps
     * @param samples how many to draw
     * @return (samples, m, h, w)
     */
    NDArray generate(
            NDArray embedding,
            NDArray empty,
            @Nullable NDArray adjacent,
            int label,
            int steps,
            int samples,
            RandomGenerator random) {
        NDManager scope = embedding.getManager();
        int count = diffuses ? samples : 1;
        Shape shape = empty.getShape();
        NDArray neighbour = adjacent == null ? empty.zerosLike() : normaliseResidual(adjacent);
        boolean[] hasAdjacent = new boolean[count];
        Arrays.fill(hasAdjacent, adjacent != null);
        int[] classes = new int[count];
        Arrays.fill(classes, classOf(label));
        Condition condition = new Condition(
                imageCondition(embedding, empty).repeat(0, count), neighbour.repeat(0, count), hasAdjacent, classes);
        NDArray clean;
        if (diffuses) {
            NDArray noise = noise(scope, random, count, shape);
            clean = new Sampler(denoiser, steps).sample(noise, condition);
        } else {
            clean = denoiser.apply(empty.zerosLike(), new double[] {1}, condition);
        }
        return restore(clean, empty);
    }

    /** Standard normal (count, m, h, w), from the given generator so that runs repeat. */
    static NDArray noise(NDManager scope, RandomGenerator random, int count, Shape shape) {
        float[] values = new float[Math.toIntExact(count * shape.get(1) * shape.get(2) * shape.get(3))];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) random.nextGaussian();
        }
        return scope.create(values, new Shape(count, shape.get(1), shape.get(2), shape.get(3)));
    }

    @Override
    public void close() {
        weights.close();
    }
}
