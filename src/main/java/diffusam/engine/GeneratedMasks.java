package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The paper's part, on the small grid: from the seeds outwards, a slice's memory is generated from its image embedding and the
 * memory of its neighbour, and the mask decoded from it.
 */
final class GeneratedMasks {
    private final LabelSeeds seeds;
    private final MemoryPrior prior;
    private final SliceModel model;
    private final FewShotOptions options;
    private final RandomGenerator random;
    private final BatchSize batch;
    private final Map<Integer, Chain> upwards = new HashMap<>();
    private final Map<Integer, Chain> downwards = new HashMap<>();

    GeneratedMasks(
            LabelSeeds seeds, MemoryPrior prior, SliceModel model, FewShotOptions options, RandomGenerator random) {
        this.seeds = seeds;
        this.prior = prior;
        this.model = model;
        this.options = options;
        this.random = random;
        batch = new BatchSize(options.samples());
    }

    SliceModel model() {
        return model;
    }

    /**
     * True between two seeds if what is generated from one hardly resembles what is generated from the other; unknown, and so
     * false, where not both are asked for.
     */
    boolean isDisputed(int slice, Bracket bracket) {
        return bracket.isClosed()
                && options.ablation().adjacentSlices()
                && options.ablation().order() == Order.BOTH
                && Overlap.isDisputed(
                        spread(bracket.below().getAsInt(), slice),
                        spread(bracket.above().getAsInt(), slice));
    }

    /** Logits on the small grid, or null where the structure seems to have ended. */
    float @Nullable [] at(int slice, Bracket bracket) {
        if (!options.ablation().adjacentSlices()) {
            float[] alone = drawn(slice, List.of(), 1);
            return Chain.isEmpty(alone) ? null : alone;
        }
        if (!bracket.isClosed()) {
            return spread(bracket.nearest(slice), slice);
        }
        int below = bracket.below().getAsInt();
        int above = bracket.above().getAsInt();
        return switch (options.ablation().order()) {
            case NEAREST -> spread(bracket.nearest(slice), slice);
            case CENTRE -> spread(slice > seeds.middle() ? below : above, slice);
            case BOTH -> bracket.mix(slice, spread(below, slice), spread(above, slice));
        };
    }

    private float @Nullable [] spread(int seed, int slice) {
        return (seed < slice ? chain(upwards, seed, 1) : chain(downwards, seed, -1)).at(slice);
    }

    /** The generated logits of a slice, from its neighbour's unless neighbours are left out. */
    float[] drawn(int slice, List<float[]> before, int direction) {
        if (options.ablation().adjacentSlices()) {
            return generate(slice, before, direction);
        }
        try (NDManager scope = model.model().newScope()) {
            return decoded(model.at(slice, scope), null);
        }
    }

    private Chain chain(Map<Integer, Chain> chains, int seed, int direction) {
        return chains.computeIfAbsent(
                seed, s -> new Chain(s, direction, (slice, before) -> generate(slice, before, direction)));
    }

    private float[] generate(int slice, List<float[]> before, int direction) {
        try (NDManager scope = model.model().newScope()) {
            Features features = model.at(slice, scope);
            int neighbour = slice - direction;
            Features beside = model.at(neighbour, scope);
            NDArray memory = before.isEmpty()
                    ? seeds.memory(neighbour, model)
                    : model.memoryOfLogits(beside, before.get(before.size() - 1));
            return decoded(features, model.emptyMemory(beside).neg().add(memory));
        }
    }

    /** The mean logits of generated memories. */
    private float[] decoded(Features features, @Nullable NDArray adjacent) {
        NDArray drawn = prior.generate(
                features.embedding(),
                model.emptyMemory(features),
                adjacent,
                seeds.label(),
                options.samplingSteps(),
                options.samples(),
                random);
        return model.logits(features, drawn, batch).mean(new int[] {0}).toFloatArray();
    }
}
