package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.annotation.LabelMap;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.jobs.JobContext;
import diffusam.nn.Ops;
import diffusam.nn.WeightFileException;
import diffusam.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Segments volumes from a few seeds, starting from a prior of other scans. For the model thread. */
public final class SeededPriorEngine implements FewShotEngine {
    private static final double LEARNING_RATE = 1e-3;
    /** Looks prepared for each training step. */
    private static final double LOOKS_A_STEP = 1;

    private final Foundation model;
    private final String deviceName;
    private final TrainedPrior start;

    private SeededPriorEngine(Foundation model, String deviceName, TrainedPrior start) {
        this.model = model;
        this.deviceName = deviceName;
        this.start = start;
    }

    /**
     * Loads a model onto a device.
     *
     * @throws WeightFileException if the prior was trained on another model
     * @throws DeviceUnavailableException if a GPU is asked for and there is none to use
     * @throws IOException if the model's weights cannot be read
     */
    public static SeededPriorEngine open(FoundationProvider provider, DeviceChoice choice, TrainedPrior start)
            throws IOException {
        LoadedModel loaded = LoadedModel.of(provider, choice);
        try {
            AcrossPrior.of(start, loaded.model()).close();
            return new SeededPriorEngine(loaded.model(), loaded.deviceName(), start);
        } catch (IOException e) {
            loaded.model().close();
            throw e;
        }
    }

    @Override
    public String modelName() {
        return model.name();
    }

    @Override
    public String deviceName() {
        return deviceName;
    }

    @Override
    public void prepare(Volume image, Seeds seeds, JobContext context) {}

    @Override
    public FewShotResult segment(
            Volume image, Seeds seeds, FewShotOptions options, SliceSink onSlice, JobContext context) {
        Stopwatch watch = new Stopwatch();
        SplittableRandom random = new SplittableRandom(options.seed());
        UnseenScan scan = new UnseenScan(model, image, seeds.layout());
        try (AcrossPrior prior = trained(image, seeds, options, random, context);
                NDManager memories = model.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            double train = watch.lap();
            double encode = scan.encode(scan.small(), context) + scan.encode(scan.full(), context);
            watch.lap();
            AcrossOptions sampling = sampling(options);
            Map<Integer, LabelScorer> scorers = new TreeMap<>();
            for (int label : seeds.labels()) {
                AcrossScorer alone =
                        new AcrossScorer(label, prior, scan.small(), scan.full(), sampling, random.split());
                LabelSeeds own = new LabelSeeds(seeds, label, memories);
                scorers.put(label, new SeededPriorScorer(own, alone, scan.full()));
            }
            Propagation propagation = new Propagation(seeds, scorers);
            LabelMap found = propagation.run(onSlice, context);
            return new FewShotResult(found, encode, train, watch.lap(), options.trainingSteps(), propagation.doubts());
        }
    }

    private AcrossPrior trained(
            Volume image, Seeds seeds, FewShotOptions options, SplittableRandom random, JobContext context) {
        int looks = (int) Math.max(1, Math.round(LOOKS_A_STEP * options.trainingSteps()));
        ScanSlices slices = new ScanSlices(List.of(new LabelledScan("the image", image, seeds)));
        AcrossPrior prior = started(seeds, random);
        try (AcrossExamples examples =
                AcrossExamples.of(model, slices, looks, Appearance.NATURAL, random.split(), context)) {
            new AcrossTraining(model, prior, examples, random.split())
                    .run(options.trainingSteps(), LEARNING_RATE, context);
            return prior;
        } catch (RuntimeException e) {
            prior.close();
            throw e;
        }
    }

    private AcrossPrior started(Seeds seeds, SplittableRandom random) {
        try {
            return AcrossPrior.of(start.knowing(seeds.labels(), random.split()), model);
        } catch (WeightFileException e) {
            throw new IllegalStateException("the prior fitted this model when it was opened", e);
        }
    }

    private static AcrossOptions sampling(FewShotOptions options) {
        return new AcrossOptions(
                1, 1, options.samplingSteps(), options.samples(), false, Appearance.NATURAL, options.seed());
    }

    @Override
    public void close() {
        model.close();
    }
}
