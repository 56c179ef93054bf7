package diffusam.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DiffuSAM on one label: the generated masks as they are, or in the cascade, where they are only one opinion among several.
 *
 * @param cascade null for the generated masks as they are
 */
record PriorScorer(
        LabelSeeds seeds,
        GeneratedMasks generated,
        @Nullable Cascade cascade) implements LabelScorer {
    @Override
    public Optional<Score> score(int slice) {
        Bracket bracket = seeds.bracket(slice);
        if (bracket.isEmpty() || !seeds.reaches(slice)) {
            return Optional.empty();
        }
        Optional<Score> score = cascade == null
                ? Optional.ofNullable(generated.at(slice, bracket)).map(logits -> pure(slice, logits))
                : cascade.score(slice, bracket, seeds.isSingle() ? null : generated.at(slice, bracket));
        return score.map(s -> s.disputed(generated.isDisputed(slice, bracket)));
    }

    private Score pure(int slice, float[] logits) {
        SliceModel small = generated.model();
        return new Score(
                small.features().frame().toSlice(logits, small.maskSide()),
                Confidence.of(logits, seeds.remoteness(slice)));
    }
}
