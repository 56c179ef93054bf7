package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import diffusam.jobs.JobContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Training-free propagation: the network's own tracker where it has one; otherwise each slice reads the memories of the
 * bracketing seeds and of the last predicted slices, and, if a trained prior is given, the mask that it generates from the last
 * prediction. Between two seeds it runs from both sides, and the results are mixed by distance.
 */
final class MemoryScorer implements LabelScorer {
    private static final int LAST_PREDICTIONS = 2;

    private final LabelSeeds seeds;
    private final SliceModel model;
    private final JobContext context;
    private final Chain.@Nullable DirectedStep prior;
    private final float level;
    private final Map<Integer, Optional<Track>> tracks = new HashMap<>();
    private final Map<Integer, Chain> upwards = new HashMap<>();
    private final Map<Integer, Chain> downwards = new HashMap<>();

    MemoryScorer(LabelSeeds seeds, SliceModel model, JobContext context) {
        this(seeds, model, context, null, 0);
    }

    /**
     * @param prior gives logits of any size
     * @param level where the network's outlines lie, see {@link OutlineLevel}; its own tracker's are left as they are
     */
    MemoryScorer(
            LabelSeeds seeds, SliceModel model, JobContext context, Chain.@Nullable DirectedStep prior, float level) {
        this.seeds = seeds;
        this.model = model;
        this.context = context;
        this.prior = prior;
        this.level = level;
    }

    @Override
    public Optional<Score> score(int slice) {
        Bracket bracket = seeds.bracket(slice);
        float[] logits = seeds.reaches(slice) ? logits(slice, bracket) : null;
        if (logits == null) {
            return Optional.empty();
        }
        return Optional.of(new Score(
                model.features().frame().toSlice(logits, model.maskSide()),
                Confidence.of(logits, seeds.remoteness(slice)),
                isDisputed(slice, bracket)));
    }

    /** True between two seeds if what was propagated from one hardly resembles what was propagated from the other. */
    private boolean isDisputed(int slice, Bracket bracket) {
        return bracket.isClosed()
                && Overlap.isDisputed(
                        spread(bracket.below().getAsInt(), 1, slice),
                        spread(bracket.above().getAsInt(), -1, slice));
    }

    /** Logits on the model's grid, from both sides; null where the structure seems to have ended. */
    float @Nullable [] logits(int slice, Bracket bracket) {
        float[] up = bracket.below().isPresent() ? spread(bracket.below().getAsInt(), 1, slice) : null;
        float[] down = bracket.above().isPresent() ? spread(bracket.above().getAsInt(), -1, slice) : null;
        float[] mixed = bracket.mix(slice, up, down);
        boolean tracked = tracks.values().stream().anyMatch(Optional::isPresent);
        return mixed == null || tracked ? mixed : OutlineLevel.lowered(mixed, level);
    }

    private float @Nullable [] spread(int seed, int direction, int slice) {
        Optional<Track> track = tracks.computeIfAbsent(direction, this::newTrack);
        return track.isPresent()
                ? track.get().at(slice)
                : chain(direction > 0 ? upwards : downwards, seed, direction).at(slice);
    }

    private Optional<Track> newTrack(int direction) {
        return seeds.tracker(model, direction < 0)
                .map(tracker ->
                        new Track(seeds.masks(), model, tracker, seeds.outermost(direction < 0), direction, context));
    }

    private Chain chain(Map<Integer, Chain> chains, int seed, int direction) {
        return chains.computeIfAbsent(
                seed, s -> new Chain(s, direction, (slice, before) -> predict(slice, before, direction)));
    }

    private float[] predict(int slice, List<float[]> before, int direction) {
        try (NDManager scope = model.model().newScope()) {
            Features features = model.at(slice, scope);
            List<Memory> memories = new ArrayList<>();
            if (prior != null) {
                float[] generated = prior.predict(slice, before, direction);
                if (!Chain.isEmpty(generated)) {
                    memories.add(Memory.given(model.memoryOfLogits(features, generated)));
                }
            }
            memories.addAll(seeds.memories(seeds.bracket(slice), model));
            for (int age = 1; age <= Math.min(LAST_PREDICTIONS, before.size()); age++) {
                Features earlier = model.at(slice - direction * age, scope);
                memories.add(new Memory(model.memoryOfLogits(earlier, before.get(before.size() - age)), age));
            }
            return model.decode(features, memories).logits().toFloatArray();
        }
    }
}
