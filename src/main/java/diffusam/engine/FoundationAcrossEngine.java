package diffusam.engine;

import diffusam.annotation.Label;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.jobs.JobContext;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The across-volume engine on a foundation model. For the model thread. */
public final class FoundationAcrossEngine implements AcrossEngine {
    private static final double LEARNING_RATE = 2e-3;

    private final Foundation model;
    private final String deviceName;

    /** Takes ownership of {@code model}. */
    public FoundationAcrossEngine(Foundation model, String deviceName) {
        this.model = model;
        this.deviceName = deviceName;
    }

    /**
     * Loads a model onto a device.
     *
     * @throws DeviceUnavailableException if a GPU is asked for and there is none to use
     * @throws IOException if the model's weights cannot be read
     */
    public static FoundationAcrossEngine open(FoundationProvider provider, DeviceChoice choice) throws IOException {
        LoadedModel loaded = LoadedModel.of(provider, choice);
        return new FoundationAcrossEngine(loaded.model(), loaded.deviceName());
    }

    @Override
    public String deviceName() {
        return deviceName;
    }

    @Override
    public TrainedPrior train(List<LabelledScan> scans, AcrossOptions options, JobContext context) {
        try (AcrossPrior prior = trained(scans, true, options, context)) {
            return prior.store(new PriorCard(
                    PriorCard.Kind.ALONE,
                    model.name(),
                    model.checksum(),
                    names(prior.labels()),
                    options.trainingSteps(),
                    scans.size(),
                    false));
        }
    }

    private AcrossPrior trained(List<LabelledScan> scans, boolean diffuses, AcrossOptions options, JobContext context) {
        ScanSlices slices = new ScanSlices(scans);
        SplittableRandom random = new SplittableRandom(options.seed());
        List<Integer> labels = List.copyOf(slices.labels());
        try (AcrossExamples examples =
                AcrossExamples.of(model, slices, options.looks(), options.appearance(), random, context)) {
            AcrossPrior prior = AcrossPrior.fresh(
                    model, labels, examples.residualStats(), examples.emptyStats(), diffuses, random.split());
            try {
                new AcrossTraining(model, prior, examples, random.split())
                        .run(options.trainingSteps(), LEARNING_RATE, context);
                return prior;
            } catch (RuntimeException e) {
                prior.close();
                throw e;
            }
        }
    }

    private static SortedMap<Integer, String> names(List<Integer> labels) {
        SortedMap<Integer, String> names = new TreeMap<>();
        labels.forEach(label -> names.put(label, Label.of(label).name()));
        return names;
    }

    @Override
    public AcrossSegmenter prior(TrainedPrior prior, AcrossOptions options) throws WeightFileException {
        return new PriorSegmenter(model, AcrossPrior.of(prior, model), options);
    }

    @Override
    public Adaptation adapt(TrainedPrior prior, List<UnlabelledScan> scans, AcrossOptions options, JobContext context)
            throws WeightFileException {
        return new SelfTraining(model, options).adapt(prior, scans, context);
    }

    @Override
    public AcrossSegmenter regression(List<LabelledScan> scans, AcrossOptions options, JobContext context) {
        return new PriorSegmenter(model, trained(scans, false, options, context), options);
    }

    @Override
    public AcrossSegmenter retrieval(List<LabelledScan> scans, JobContext context) {
        return new Retrieval(model, scans, context);
    }

    @Override
    public AcrossSegmenter unet(List<LabelledScan> scans, double seconds, AcrossOptions options, JobContext context) {
        return UNetControl.trained(model, scans, seconds, options, context);
    }

    @Override
    public void close() {
        model.close();
    }
}
