package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One structure of a scan with a few seeds, of which a prior has learnt before: the mask that the prior makes of a slice alone
 * is read at full size beside the seeds' own memories and the interpolated shape.
 */
final class SeededPriorScorer implements LabelScorer {
    private final LabelSeeds seeds;
    private final AcrossScorer alone;
    private final SliceModel full;

    SeededPriorScorer(LabelSeeds seeds, AcrossScorer alone, SliceModel full) {
        this.seeds = seeds;
        this.alone = alone;
        this.full = full;
    }

    @Override
    public Optional<Score> score(int slice) {
        Bracket bracket = seeds.bracket(slice);
        if (bracket.isEmpty() || !seeds.reaches(slice)) {
            return Optional.empty();
        }
        float[] draft = alone.draft(slice);
        Optional<float[]> shape = seeds.shape().at(slice);
        if (Chain.isEmpty(draft) && shape.isEmpty()) {
            return Optional.empty();
        }
        float[] logits = refined(slice, bracket, draft, shape.isPresent());
        return Chain.isEmpty(logits)
                ? Optional.empty()
                : Optional.of(new Score(
                        full.features().frame().toSlice(logits, full.maskSide()),
                        Confidence.of(logits, seeds.remoteness(slice))));
    }

    private float[] refined(int slice, Bracket bracket, float[] draft, boolean hasShape) {
        try (NDManager scope = full.model().newScope()) {
            Features features = full.at(slice, scope);
            List<Memory> memories = new ArrayList<>();
            if (!Chain.isEmpty(draft)) {
                memories.add(Memory.given(full.memoryOfLogits(features, draft)));
            }
            memories.addAll(seeds.memories(bracket, full));
            if (hasShape) {
                memories.add(Memory.given(full.memory(features, seeds.shape().mask(slice))));
            }
            return full.decode(features, memories).logits().toFloatArray();
        }
    }
}
