package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One structure on a scan of which nothing is labelled. Each slice's memory is generated from that slice alone. The masks
 * decoded from these are mixed with those of their neighbours, then encoded at full size and read together, three slices at a
 * time, so that neighbouring slices agree.
 */
final class AcrossScorer implements LabelScorer {
    private final int label;
    private final AcrossPrior prior;
    private final SliceModel small;
    private final SliceModel full;
    private final AcrossOptions options;
    private final BatchSize batch;
    private final RandomGenerator random;
    private final Map<Integer, float[]> drafts = new HashMap<>();
    private final Map<Integer, Double> agreements = new HashMap<>();

    AcrossScorer(
            int label,
            AcrossPrior prior,
            SliceModel small,
            SliceModel full,
            AcrossOptions options,
            RandomGenerator random) {
        this.label = label;
        this.prior = prior;
        this.small = small;
        this.full = full;
        this.options = options;
        batch = new BatchSize(options.samples());
        this.random = random;
    }

    @Override
    public Optional<Score> score(int slice) {
        float[] draft = options.consistent() ? mixed(slice) : draft(slice);
        if (Chain.isEmpty(draft)) {
            return Optional.empty();
        }
        SliceModel at = options.consistent() ? full : small;
        float[] logits = options.consistent() ? agreed(slice) : draft;
        return Optional.of(new Score(full.features().frame().toSlice(logits, at.maskSide()), Confidence.of(logits, 1)));
    }

    /** Mean logits of the samples on the small grid. */
    float[] draft(int slice) {
        return drafts.computeIfAbsent(slice, this::newDraft);
    }

    private float[] newDraft(int slice) {
        try (NDManager scope = small.model().newScope()) {
            Features features = small.at(slice, scope);
            NDArray drawn = prior.generate(
                    features, small.emptyMemory(features), label, options.samplingSteps(), options.samples(), random);
            NDArray logits = small.logits(features, drawn, batch);
            float[] mean = logits.mean(new int[] {0}).toFloatArray();
            agreements.put(slice, Overlap.ofSamples(logits.toFloatArray(), mean));
            return mean;
        }
    }

    /** Mean overlap of the samples' masks with the mask of their mean, in [0, 1]; 1 where all are empty. */
    double agreement(int slice) {
        draft(slice);
        return agreements.getOrDefault(slice, 0.0);
    }

    private int last() {
        return full.features().frame().layout().slices() - 1;
    }

    private float[] mixed(int slice) {
        float[] own = draft(slice);
        float[] below = draft(Math.max(0, slice - 1));
        float[] above = draft(Math.min(last(), slice + 1));
        float[] mixed = new float[own.length];
        for (int p = 0; p < mixed.length; p++) {
            mixed[p] = .5f * own[p] + .25f * (below[p] + above[p]);
        }
        return mixed;
    }

    private float[] agreed(int slice) {
        try (NDManager scope = full.model().newScope()) {
            Features features = full.at(slice, scope);
            List<Memory> memories = new ArrayList<>();
            memories.add(Memory.given(full.memoryOfLogits(features, mixed(slice))));
            for (int beside = slice - 1; beside <= slice + 1; beside += 2) {
                if (beside >= 0 && beside <= last() && !Chain.isEmpty(mixed(beside))) {
                    memories.add(Memory.given(full.memoryOfLogits(full.at(beside, scope), mixed(beside))));
                }
            }
            return full.decode(features, memories).logits().toFloatArray();
        }
    }
}
