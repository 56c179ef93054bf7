package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.engine.PriorExamples.Example;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nn.Ops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges every source of masks on seeds that are held out: every second one between the first and the last. The prior that is
 * judged has not seen them, and is trained for a part of the time only, so its estimate is rather too low. For the model thread.
 */
final class Trial {
    private static final int SHARE_OF_STEPS = 3;

    private final Seeds seeds;
    private final SortedSet<Integer> heldOut;
    private final Seeds others;
    private final Scorers scorers;
    private final SortedMap<Integer, Choice> choices = new TreeMap<>();

    Trial(Seeds seeds, Scorers scorers) {
        this.seeds = seeds;
        this.scorers = scorers;
        heldOut = everySecond(seeds.allSlices());
        others = seeds.without(heldOut);
    }

    static SortedSet<Integer> everySecond(NavigableSet<Integer> slices) {
        List<Integer> all = List.copyOf(slices);
        SortedSet<Integer> chosen = new TreeSet<>();
        for (int n = 1; n < all.size() - 1; n += 2) {
            chosen.add(all.get(n));
        }
        return chosen;
    }

    /** What was chosen for each label that has been judged. */
    SortedMap<Integer, Choice> choices() {
        return choices;
    }

    /** Takes over what an earlier run chose, with the prior that it trained. */
    void adopt(Map<Integer, Choice> chosen) {
        choices.putAll(chosen);
    }

    /**
     * Judges the labels of one network; does nothing where none has a seed to hold out.
     *
     * @param examples of all seeds
     */
    void judge(Collection<Integer> labels, Collection<Example> examples, JobContext context) {
        List<Integer> judged =
                labels.stream().filter(label -> !shown(label).isEmpty()).toList();
        if (judged.isEmpty()) {
            return;
        }
        List<Example> rest =
                examples.stream().filter(e -> !heldOut.contains(e.slice())).toList();
        FewShotOptions options = scorers.options();
        FewShotOptions brief = options.withTrainingSteps(Math.ceilDiv(options.trainingSteps(), SHARE_OF_STEPS));
        SplittableRandom random = new SplittableRandom(options.seed());
        TrainingCheckpoint none = new TrainingCheckpoint(TrainingShelf.NONE, "", Duration.ofDays(1));
        PriorTraining training = new PriorTraining(scorers.model(), rest, brief, random.split(), none);
        try (MemoryPrior prior = training.train(List.copyOf(labels), named(context));
                NDManager memories = scorers.model().newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            for (int label : judged) {
                context.checkpoint();
                LabelSeeds own = new LabelSeeds(others, label, memories);
                choices.put(label, Choice.of(estimates(own, prior, random), shown(label)));
            }
        }
    }

    /** The held-out slices that show a label which the other seeds show as well. */
    private SortedSet<Integer> shown(int label) {
        SortedSet<Integer> shown = new TreeSet<>();
        if (others.labels().contains(label)) {
            heldOut.stream()
                    .filter(slice -> seeds.isSeed(label, slice) && LabelSeeds.contains(seeds.mask(label, slice)))
                    .forEach(shown::add);
        }
        return shown;
    }

    private Map<Source, Double> estimates(LabelSeeds own, MemoryPrior prior, SplittableRandom random) {
        Map<Source, Double> estimates = new EnumMap<>(Source.class);
        scorers.of(own, prior, random.split()).forEach((source, scorer) -> {
            List<Double> overlaps = new ArrayList<>();
            for (int slice : shown(own.label())) {
                boolean[] truth = seeds.mask(own.label(), slice);
                overlaps.add(scorer.score(slice)
                        .map(score -> Overlap.of(score.perPixel(), truth))
                        .orElse(0.0));
            }
            estimates.put(
                    source,
                    overlaps.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        });
        return estimates;
    }

    private static JobContext named(JobContext context) {
        return new JobContext() {
            @Override
            public void report(Progress progress) {
                context.report(new Progress(
                        "Trying held-out seeds",
                        progress.done(),
                        progress.total(),
                        progress.remainingSeconds(),
                        progress.loss()));
            }

            @Override
            public void checkpoint() {
                context.checkpoint();
            }
        };
    }
}
