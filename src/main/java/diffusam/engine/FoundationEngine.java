package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.annotation.LabelMap;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.jobs.JobContext;
import diffusam.nn.Ops;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The few-shot engine on a foundation model. For the model thread. */
public final class FoundationEngine implements FewShotEngine {
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(15);

    private final Foundation model;
    private final Compute compute;
    private final FeatureCache cache;
    private final Map<SliceLayout, SliceFeatures> features = new HashMap<>();
    private @Nullable Volume imageOfFeatures;
    private Duration checkpointPause = BETWEEN_CHECKPOINTS;

    /** Takes ownership of {@code model}. */
    FoundationEngine(Foundation model, Compute compute, FeatureCache cache) {
        this.model = model;
        this.compute = compute;
        this.cache = cache;
    }

    /**
     * Loads a model onto a device. The first call of the program starts the engine, which takes a second.
     *
     * @throws DeviceUnavailableException if a GPU is asked for and there is none to use
     * @throws IOException if the model's weights cannot be read
     */
    public static FoundationEngine open(FoundationProvider provider, DeviceChoice choice) throws IOException {
        LoadedModel loaded = LoadedModel.of(provider, choice);
        return new FoundationEngine(loaded.model(), loaded.compute(), FeatureCache.ofUser());
    }

    /** @param pause the least time between two states of a training that goes on */
    FoundationEngine keepingTrainingEvery(Duration pause) {
        checkpointPause = pause;
        return this;
    }

    @Override
    public String modelName() {
        return model.name();
    }

    @Override
    public String deviceName() {
        return new LoadedModel(model, compute).deviceName();
    }

    @Override
    public String deviceNote() {
        return compute.explanation();
    }

    @Override
    public void prepare(Volume image, Seeds seeds, JobContext context) {
        featuresOf(image, seeds.layout()).computeAll(model.sizes().side(), context);
    }

    private SliceFeatures featuresOf(Volume image, SliceLayout layout) {
        if (imageOfFeatures != image) {
            features.clear();
            imageOfFeatures = image;
        }
        return features.computeIfAbsent(
                layout,
                l -> new SliceFeatures(model, cache, image, ModelFrame.around(image, l, ModelWindow.of(image))));
    }

    @Override
    public FewShotResult segment(
            Volume image, Seeds seeds, FewShotOptions options, SliceSink onSlice, JobContext context) {
        return segment(image, seeds, options, TrainingShelf.NONE, onSlice, context);
    }

    @Override
    public FewShotResult segment(
            Volume image,
            Seeds seeds,
            FewShotOptions options,
            TrainingShelf shelf,
            SliceSink onSlice,
            JobContext context) {
        if (options.method().needsTruth()) {
            throw new IllegalArgumentException(options.method() + " needs the truth");
        }
        Stopwatch watch = new Stopwatch();
        SliceFeatures slices = featuresOf(image, seeds.layout());
        slices.computeAll(model.sizes().side(), context);
        double encode = watch.lap();
        SplittableRandom random = new SplittableRandom(options.seed());
        Scorers scorers = new Scorers(model, slices, options, context);
        Trial trial = new Trial(seeds, scorers);
        ScanTraining training = new ScanTraining(scorers, image, seeds, trial, shelf, checkpointPause);
        try (Priors priors = training.priors(random);
                NDManager memories = model.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            double train = watch.lap();
            Map<Integer, LabelScorer> chosen = new HashMap<>();
            for (int label : seeds.labels()) {
                LabelSeeds own = new LabelSeeds(seeds, label, memories);
                chosen.put(label, scorer(scorers, own, priors, trial, random.split()));
            }
            Propagation propagation = new Propagation(seeds, chosen);
            LabelMap result = propagation.run(onSlice, context);
            return new FewShotResult(
                    result, encode, train, watch.lap(), training.steps(), trial.choices(), propagation.doubts());
        }
    }

    private static LabelScorer scorer(
            Scorers scorers, LabelSeeds own, Priors priors, Trial trial, SplittableRandom random) {
        FewShotOptions options = scorers.options();
        return switch (options.method()) {
            case DIFFUSAM, REGRESS -> {
                Choice choice = trial.choices().get(own.label());
                Source fallback = options.variant() == Variant.PURE ? Source.PRIOR : Source.FUSION;
                Source source = choice == null ? fallback : choice.source();
                yield Objects.requireNonNull(
                        scorers.of(own, priors.of(own.label()), random).get(source));
            }
            case MEMORY -> scorers.memory(own);
            case INTERPOLATE -> own.interpolation();
            case ORACLE -> throw new IllegalArgumentException("the truth is not known here");
        };
    }

    @Override
    public FewShotResult ceiling(Volume image, Seeds seeds, LabelMap truth, SliceSink onSlice, JobContext context) {
        Stopwatch watch = new Stopwatch();
        SliceFeatures slices = featuresOf(image, seeds.layout());
        slices.computeAll(model.sizes().side(), context);
        double encode = watch.lap();
        SliceModel full = new SliceModel(model, slices, model.sizes().side());
        Seeds known = Seeds.painted(truth, seeds.layout(), seeds.labels());
        Map<Integer, LabelScorer> scorers = new HashMap<>();
        for (int label : seeds.labels()) {
            scorers.put(label, new OracleScorer(known, label, full));
        }
        try (Ops.NoGrad off = Ops.noGrad()) {
            LabelMap result = new Propagation(seeds, scorers).run(onSlice, context);
            return new FewShotResult(result, encode, 0, watch.lap(), 0, new Doubts(seeds));
        }
    }

    @Override
    public Optional<boolean[]> outline(Volume image, SlicePrompt prompt) {
        SliceModel at = new SliceModel(
                model, featuresOf(image, prompt.layout()), model.sizes().side());
        return Optional.of(new PromptedSlice(at, prompt).mask());
    }

    @Override
    public void close() {
        model.close();
    }
}
