package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import java.util.List;
import java.util.Optional;

/**
 * Decodes each slice from the memory of its own true mask, at full size, and knows where the structure ends: what a perfect
 * prior would reach.
 *
 * @param truth the true labels as seeds on every slice
 */
record OracleScorer(Seeds truth, int label, SliceModel model) implements LabelScorer {
    @Override
    public Optional<Score> score(int slice) {
        boolean[] mask = truth.mask(label, slice);
        if (!LabelSeeds.contains(mask)) {
            return Optional.empty();
        }
        try (NDManager scope = model.model().newScope()) {
            Features features = model.at(slice, scope);
            float[] logits = model.decode(features, List.of(Memory.given(model.memory(features, mask))))
                    .logits()
                    .toFloatArray();
            return Optional.of(new Score(model.features().frame().toSlice(logits, model.maskSide()), 1));
        }
    }
}
