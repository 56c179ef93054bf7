package diffusam.engine;

import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.nn.WeightFileException;
import java.util.List;
import java.util.SplittableRandom;

/** Carries a prior over to scans without labels, without the scans it was trained on. For the model thread. */
final class SelfTraining {
    private static final double LEARNING_RATE = 5e-4;
    /** Samples whose agreement decides. */
    private static final int SAMPLES = 4;
    /** Share of the steps of a training from scratch. */
    private static final double SHARE_OF_STEPS = 0.5;
    /** An adapted prior that finds less than this share of what the original found has collapsed. */
    private static final double LEAST_AREA = 0.5;

    private final Foundation model;
    private final AcrossOptions options;

    SelfTraining(Foundation model, AcrossOptions options) {
        this.model = model;
        this.options = options;
    }

    Adaptation adapt(TrainedPrior original, List<UnlabelledScan> scans, JobContext context) throws WeightFileException {
        SelfConsistency consistency = new SelfConsistency(model, scans, options);
        try (AcrossPrior prior = AcrossPrior.of(original, model)) {
            PseudoLabels own = new PseudoLabels(model, prior, voting());
            List<LabelledScan> labelled = scans.stream()
                    .map(scan -> own.of(scan, context))
                    .filter(scan -> !scan.seeds().labels().isEmpty())
                    .toList();
            SelfConsistency.Measured before = consistency.better(prior, context);
            if (labelled.isEmpty()) {
                return new Adaptation(original, before.overlap(), before.overlap(), false, 0);
            }
            int steps = train(prior, labelled, context);
            SelfConsistency.Measured after = consistency.better(prior, context);
            boolean better = after.overlap() > before.overlap() && after.area() > LEAST_AREA * before.area();
            PriorCard card = original.card().trainedFurther(steps).asAdapted();
            return new Adaptation(
                    better ? prior.store(card) : original, before.overlap(), after.overlap(), better, masks(labelled));
        }
    }

    private AcrossOptions voting() {
        return new AcrossOptions(
                options.trainingSteps(),
                options.looks(),
                options.samplingSteps(),
                SAMPLES,
                true,
                options.appearance(),
                options.seed());
    }

    private int train(AcrossPrior prior, List<LabelledScan> labelled, JobContext context) {
        SplittableRandom random = new SplittableRandom(options.seed());
        int steps = (int) Math.max(1, Math.round(SHARE_OF_STEPS * options.trainingSteps()));
        int looks = (int) Math.max(1, Math.round(SHARE_OF_STEPS * options.looks()));
        try (AcrossExamples examples =
                AcrossExamples.of(model, new ScanSlices(labelled), looks, Appearance.ANY_CONTRAST, random, context)) {
            new AcrossTraining(model, prior, examples, random.split()).run(steps, LEARNING_RATE, context);
        }
        return steps;
    }

    private static int masks(List<LabelledScan> labelled) {
        return labelled.stream()
                .mapToInt(scan -> scan.seeds().labels().stream()
                        .mapToInt(label -> scan
                                .seeds()
                                .map()
                                .slicesWith(scan.seeds().layout(), label)
                                .stream()
                                .filter(slice -> scan.seeds().isSeed(label, slice))
                                .mapToInt(slice -> 1)
                                .sum())
                        .sum())
                .sum();
    }
}
