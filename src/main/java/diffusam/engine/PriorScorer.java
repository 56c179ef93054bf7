package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * DiffuSAM on one label. The paper's part, on the small grid: from the seeds outwards, a slice's memory is generated from its
 * image embedding and the memory of its neighbour, and the mask decoded from it. In the cascade that mask is only one opinion
 * among several.
 */
final class PriorScorer implements LabelScorer {
    private final LabelSeeds seeds;
    private final MemoryPrior prior;
    private final SliceModel small;
    private final Cascade cascade;
    private final FewShotOptions options;
    private final RandomGenerator random;
    private final Map<Integer, Chain> upwards = new HashMap<>();
    private final Map<Integer, Chain> downwards = new HashMap<>();

    PriorScorer(
            LabelSeeds seeds,
            MemoryPrior prior,
            SliceModel small,
            Cascade cascade,
            FewShotOptions options,
            RandomGenerator random) {
        this.seeds = seeds;
        this.prior = prior;
        this.small = small;
        this.cascade = cascade;
        this.options = options;
        this.random = random;
    }

    @Override
    public Optional<Score> score(int slice) {
        Bracket bracket = seeds.bracket(slice);
        if (bracket.isEmpty() || !seeds.reaches(slice)) {
            return Optional.empty();
        }
        float[] generated = generated(slice, bracket);
        return options.variant() == Variant.PURE
                ? Optional.ofNullable(generated).map(logits -> pure(slice, logits))
                : cascade.score(slice, bracket, generated);
    }

    private Score pure(int slice, float[] logits) {
        return new Score(
                small.features().frame().toSlice(logits, small.maskSide()),
                Confidence.of(logits, seeds.remoteness(slice)));
    }

    /** Logits on the small grid, or null where the structure seems to have ended. */
    private float @Nullable [] generated(int slice, Bracket bracket) {
        if (!options.ablation().adjacentSlices()) {
            float[] alone = generateAlone(slice);
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

    private float[] generateAlone(int slice) {
        try (NDManager scope = small.model().newScope()) {
            return decoded(small.at(slice, scope), null);
        }
    }

    private Chain chain(Map<Integer, Chain> chains, int seed, int direction) {
        return chains.computeIfAbsent(
                seed, s -> new Chain(s, direction, (slice, before) -> generate(slice, before, direction)));
    }

    private float[] generate(int slice, List<float[]> before, int direction) {
        try (NDManager scope = small.model().newScope()) {
            Features features = small.at(slice, scope);
            int neighbour = slice - direction;
            Features beside = small.at(neighbour, scope);
            NDArray memory = before.isEmpty()
                    ? seeds.memory(neighbour, small)
                    : small.memoryOfLogits(beside, before.get(before.size() - 1));
            return decoded(features, small.emptyMemory(beside).neg().add(memory));
        }
    }

    /** The mean logits of generated memories. */
    private float[] decoded(Features features, @Nullable NDArray adjacent) {
        NDArray drawn = prior.generate(
                features.embedding(),
                small.emptyMemory(features),
                adjacent,
                seeds.label(),
                options.samplingSteps(),
                options.samples(),
                random);
        int count = (int) drawn.getShape().get(0);
        return small.decode(features.repeat(count), List.of(Memory.given(drawn)))
                .logits()
                .mean(new int[] {0})
                .toFloatArray();
    }
}
