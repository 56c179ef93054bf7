package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.nn.WeightFileException;
import diffusam.nn.Weights;
import diffusam.prior.Denoiser;
import diffusam.prior.DenoiserConfig;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A prior that needs no neighbour: from a slice alone it generates the memory that the right mask of a structure would leave.
 * So it runs on scans of which nothing is labelled. Owns its weights; for the model thread.
 */
final class AcrossPrior implements AutoCloseable {
    private static final int WIDTH = 48;

    private final Weights weights;
    private final MemoryPrior memory;
    private final FineStem stem;
    private final ChannelStats memoryStats;
    private final ChannelStats emptyStats;
    private final List<Integer> labels;
    private boolean fine = true;

    private AcrossPrior(
            Weights weights,
            Foundation model,
            List<Integer> labels,
            ChannelStats memoryStats,
            ChannelStats emptyStats,
            boolean diffuses) {
        this.weights = weights;
        this.labels = labels;
        this.memoryStats = memoryStats;
        this.emptyStats = emptyStats;
        Foundation.Sizes sizes = model.sizes();
        stem = new FineStem(weights.root().at("stem"), finerChannels(model));
        int condition = sizes.embeddingChannels() + FineStem.CHANNELS + sizes.memoryChannels();
        Denoiser denoiser = new Denoiser(
                weights.root().at("denoiser"),
                new DenoiserConfig(sizes.memoryChannels(), condition, labels.size(), WIDTH));
        memory = new MemoryPrior(weights, denoiser, memoryStats, emptyStats, labels, diffuses);
    }

    private static List<Integer> finerChannels(Foundation model) {
        int side = model.sizes().smallSide();
        try (NDManager scope = model.newScope()) {
            return model.encode(scope.zeros(new Shape(1, 1, side, side))).skips().reversed().stream()
                    .map(level -> (int) level.getShape().get(1))
                    .toList();
        }
    }

    /**
     * A prior that has learnt nothing yet but the statistics of its examples.
     *
     * @param diffuses false for the regression control
     */
    static AcrossPrior fresh(
            Foundation model,
            List<Integer> labels,
            ChannelStats memoryStats,
            ChannelStats emptyStats,
            boolean diffuses,
            RandomGenerator random) {
        Weights weights = Weights.fresh(model.newScope(), random.nextLong());
        return new AcrossPrior(weights, model, labels, memoryStats, emptyStats, diffuses);
    }

    /**
     * A stored prior, ready to generate or to be trained further.
     *
     * @throws WeightFileException if it was trained on another model, or for one scan alone
     */
    static AcrossPrior of(TrainedPrior stored, Foundation model) throws WeightFileException {
        if (stored.card().kind() != PriorCard.Kind.ALONE) {
            throw new WeightFileException(
                    "the prior",
                    "starts from the seeds of the one scan it was trained on; train one for others with 'train'");
        }
        if (!stored.card().checksum().equals(model.checksum())) {
            throw new WeightFileException(
                    "the prior",
                    "was trained on the model " + stored.card().model() + " with other weights than those of "
                            + model.name() + "; choose that model with --model, or train the prior again");
        }
        Weights weights = Weights.continued(model.newScope(), stored.weights());
        try {
            AcrossPrior prior = new AcrossPrior(
                    weights, model, stored.card().classes(), stored.memoryStats(), stored.emptyStats(), true);
            weights.requireAllUsed();
            return prior;
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

    Weights weights() {
        return weights;
    }

    MemoryPrior memory() {
        return memory;
    }

    List<Integer> labels() {
        return labels;
    }

    /** Whether to look at a slice's finer levels, as at first; without them a prior knows less of a slice, but carries further. */
    void lookFinely(boolean fine) {
        this.fine = fine;
    }

    /** What the prior sees of a batch of slices: the frozen embedding beside its own view of the finer levels. */
    NDArray view(Features features) {
        NDArray finer = stem.apply(features);
        return features.embedding().concat(fine ? finer : finer.zerosLike(), 1);
    }

    /** The same, where the finer levels of some slices are hidden: {@code shown} is (B, 1, 1, 1) of 0 and 1. */
    NDArray view(Features features, NDArray shown) {
        return features.embedding().concat(stem.apply(features).mul(shown), 1);
    }

    /** Memories of a structure on one slice, (samples, m, h, w). */
    NDArray generate(Features features, NDArray empty, int label, int steps, int samples, RandomGenerator random) {
        return memory.generate(view(features), empty, null, label, steps, samples, random);
    }

    @Override
    public void close() {
        memory.close();
    }
}
