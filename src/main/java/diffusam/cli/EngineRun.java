package diffusam.cli;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.Method;
import diffusam.engine.PriorFile;
import diffusam.engine.Probabilities;
import diffusam.engine.Seeds;
import diffusam.engine.SliceResult;
import diffusam.engine.SliceSink;
import diffusam.engine.TrainedPrior;
import diffusam.engine.TrainingShelf;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A few-shot run from model file to labels.
 *
 * @param model name of the foundation model, or its weight file
 * @param prior file of a prior to start from
 */
record EngineRun(FewShotOptions options, String model, DeviceChoice device, Optional<Path> prior) {
    EngineRun(FewShotOptions options, String model, DeviceChoice device) {
        this(options, model, device, Optional.empty());
    }

    /** The prior to start from, if any. */
    Optional<TrainedPrior> startingPrior() throws IOException {
        return prior.isPresent() ? Optional.of(PriorFile.read(prior.get())) : Optional.empty();
    }

    /**
     * What a run came to.
     *
     * @param device what the labels were computed on
     * @param slices how sure it was of each
     */
    record Outcome(FewShotResult result, String device, SliceReport slices) {}

    /**
     * Runs on the model thread, and waits for it.
     *
     * @param truth read by {@link Method#ORACLE} alone
     * @param probabilities is filled, if it is there
     */
    Outcome run(
            Engines engines,
            Volume image,
            Seeds seeds,
            Optional<LabelMap> truth,
            Optional<Probabilities> probabilities,
            Terminal terminal)
            throws UserError, IOException, InterruptedException {
        Map<Integer, Map<Integer, Double>> confidence = new ConcurrentHashMap<>();
        Map<Integer, Set<Integer>> disputed = new ConcurrentHashMap<>();
        SliceSink keep = new SliceSink() {
            @Override
            public void accept(SliceResult slice) {
                confidence.put(slice.slice(), slice.confidence());
                disputed.put(slice.slice(), slice.disputed());
            }

            @Override
            public void weighed(int slice, int label, float[] logits) {
                probabilities.ifPresent(kept -> kept.add(slice, label, logits));
            }
        };
        TrainingShelf shelf = startingPrior().map(TrainingShelf::with).orElse(TrainingShelf.NONE);
        return new ModelThread(terminal).call("segment", context -> {
            try (FewShotEngine engine = engines.open(this)) {
                FewShotResult result = options.method().needsTruth()
                        ? engine.ceiling(image, seeds, truth.orElseThrow(), keep, context)
                        : engine.segment(image, seeds, options, shelf, keep, context);
                return new Outcome(result, engine.deviceName(), new SliceReport(confidence, disputed));
            }
        });
    }

    /**
     * A run's labels with who made them: a person on the seeds, this run elsewhere.
     *
     * @param known names, colours and codes
     */
    Annotation annotated(Outcome outcome, Seeds seeds, Collection<Label> known, String program) {
        Instant now = Instant.now();
        String network = options.method() == Method.INTERPOLATE ? "" : model;
        LabelMap map = outcome.result().labels();
        Map<SliceKey, SliceState> states = new HashMap<>();
        for (int label : seeds.labels()) {
            List<Integer> own = List.copyOf(seeds.slices().get(label));
            Provenance proposed =
                    new Provenance(Provenance.Origin.MODEL, network, Words.of(options.method()), own, program, now);
            for (int slice : map.slicesWith(seeds.layout(), label)) {
                double sure = outcome.slices().confidence(slice, label).orElse(0.0);
                states.put(
                        new SliceKey(seeds.layout().plane(), slice, label),
                        seeds.isSeed(label, slice)
                                ? new SliceState(Review.SEED, 1, Provenance.human(program, now))
                                : new SliceState(Review.PROPOSED, Math.clamp(sure, 0.0, 1.0), proposed));
            }
        }
        return Annotation.of(map, known, states);
    }
}
