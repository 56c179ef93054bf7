package diffusam.app;

import diffusam.annotation.Label;
import diffusam.annotation.SliceState.Review;
import diffusam.app.SliceReview.Doubt;
import diffusam.engine.NextSlice;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which slice to label next: the one that a run asks for; after that is done, or where the run is not known any more, the one
 * it was least sure of; before any run, the middle of the widest gap between seeds.
 *
 * @param slice of the seed plane
 * @param reason why this one
 */
record SeedAdvice(int slice, Label label, Reason reason) {
    /** A run that is this sure of its worst slice needs no further seed. */
    private static final double SURE = 0.9;

    /** Seeds this close to each other say all about what lies between. */
    private static final int NARROW_GAP = 4;

    /** Why a slice is worth labelling. */
    sealed interface Reason {
        /** The masks that come from the seeds on both sides differ; {@code gain} is what the mean Dice is to rise by. */
        record Disputed(double gain) implements Reason {}

        /** The run expects most of it; {@code gain} is what the mean Dice is to rise by. */
        record Helpful(double gain) implements Reason {}

        /** Even this slice would hardly help; {@code gain} is what the mean Dice is to rise by. */
        record Enough(double gain) implements Reason {}

        /** The last run was less sure of no other slice. */
        record Unsure(double confidence) implements Reason {}

        /** The last run is sure of every slice, of this one least. */
        record Sure(double confidence) implements Reason {}

        /** No other gap between two seeds is as wide. */
        record Gap(int below, int above) implements Reason {}
    }

    /**
     * Empty if nothing can be said: there are no labels, or too few seeds.
     *
     * @param asked what the last run on this study asks for
     */
    static Optional<SeedAdvice> of(OpenStudy study, Optional<NextSlice> asked) {
        return asked.flatMap(next -> asked(study, next))
                .or(() -> leastSure(study))
                .or(() -> widestGap(study));
    }

    private static Optional<SeedAdvice> asked(OpenStudy study, NextSlice next) {
        boolean open = study.state(next.label(), next.slice())
                .map(state -> state.review() == Review.PROPOSED)
                .orElse(true);
        return study.label(next.label())
                .filter(label -> open && !label.locked())
                .map(label -> new SeedAdvice(next.slice(), label, reason(next)));
    }

    private static Reason reason(NextSlice next) {
        if (!next.isWorthwhile()) {
            return new Reason.Enough(next.gain());
        }
        return next.disputed() ? new Reason.Disputed(next.gain()) : new Reason.Helpful(next.gain());
    }

    private static Optional<SeedAdvice> leastSure(OpenStudy study) {
        Map<Integer, Doubt> doubts = study.review().leastCertain();
        return study.labels().stream()
                .filter(label -> !label.locked())
                .flatMap(label -> Optional.ofNullable(doubts.get(label.id())).stream())
                .min(Comparator.comparingDouble(Doubt::confidence))
                .flatMap(worst -> study.label(worst.label()).map(label -> unsure(worst, label)));
    }

    private static SeedAdvice unsure(Doubt worst, Label label) {
        double confidence = worst.confidence();
        return new SeedAdvice(
                worst.slice(), label, confidence < SURE ? new Reason.Unsure(confidence) : new Reason.Sure(confidence));
    }

    private static Optional<SeedAdvice> widestGap(OpenStudy study) {
        Optional<SeedAdvice> widest = Optional.empty();
        int most = NARROW_GAP;
        for (Label label : study.labels()) {
            NavigableSet<Integer> seeds =
                    label.locked() ? new TreeSet<>() : study.review().seeds(label.id());
            for (int seed : seeds) {
                Integer above = seeds.higher(seed);
                if (above != null && above - seed > most) {
                    most = above - seed;
                    widest = Optional.of(new SeedAdvice((seed + above) / 2, label, new Reason.Gap(seed, above)));
                }
            }
        }
        return widest;
    }
}
