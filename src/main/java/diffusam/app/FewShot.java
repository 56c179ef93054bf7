package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Provenance;
import diffusam.app.RunningJob.Ending;
import diffusam.engine.Doubts;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.Method;
import diffusam.engine.NextSlice;
import diffusam.engine.Seeds;
import diffusam.engine.SliceResult;
import diffusam.engine.SliceSink;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.jobs.Urgency;
import diffusam.volume.SliceLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Training and propagation for the open study: one run at a time, its progress, and its masks going into the annotation as
 * they come. FX thread only; the work itself is on the model thread.
 */
final class FewShot {
    private final Background background;
    private final LazyEngine engine;
    private final Authorship authorship;
    private final Executor fxThread;
    private final Texts texts;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Progress> progress = new ReadOnlyObjectWrapper<>(Progress.of("", 0, 0));
    private final ReadOnlyStringWrapper deviceName = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper deviceNote = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Integer> preparedSlices = new ReadOnlyObjectWrapper<>(0);
    private final ObservableList<Double> losses = FXCollections.observableArrayList();
    private final ObservableList<Double> readableLosses = FXCollections.unmodifiableObservableList(losses);
    private final ReadOnlyObjectWrapper<Optional<NextSlice>> next = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable Doubts doubts;
    private @Nullable RunningJob run;
    private @Nullable RunningJob preparation;
    private @Nullable EarlierRun earlier;
    private int runs;

    final ObjectProperty<Method> method = new SimpleObjectProperty<>(Method.DIFFUSAM);
    final IntegerProperty trainingSteps = new SimpleIntegerProperty(FewShotOptions.DEFAULT.trainingSteps());

    FewShot(Background background, LazyEngine engine, Authorship authorship, Executor fxThread, Texts texts) {
        this.background = background;
        this.engine = engine;
        this.authorship = authorship;
        this.fxThread = fxThread;
        this.texts = texts;
    }

    /** Where the engine runs, and why not on the GPU. */
    private record DeviceBadge(String name, String note) {
        static DeviceBadge of(FewShotEngine engine) {
            return new DeviceBadge(engine.deviceName(), engine.deviceNote());
        }
    }

    /**
     * How the last run ended.
     *
     * @param result if it came to its end
     * @param method that was used
     * @param slices how many were computed
     * @param left how many were left as they were, as nothing they depend on had changed
     */
    record Outcome(Ending ending, Optional<FewShotResult> result, Method method, int slices, int left) {}

    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** The slice that the last run on the open study asks for. */
    ReadOnlyObjectProperty<Optional<NextSlice>> nextProperty() {
        return next.getReadOnlyProperty();
    }

    /** Where the run is. */
    ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Loss of each training step of the run. */
    ObservableList<Double> losses() {
        return readableLosses;
    }

    /** Empty until the model is loaded. */
    ReadOnlyStringProperty deviceNameProperty() {
        return deviceName.getReadOnlyProperty();
    }

    /** Why it is not the GPU, and what to do about it; empty if nothing is to be said. */
    ReadOnlyStringProperty deviceNoteProperty() {
        return deviceNote.getReadOnlyProperty();
    }

    /** How many slices of the seed plane have their features, counted from slice 0. */
    ReadOnlyObjectProperty<Integer> preparedSlicesProperty() {
        return preparedSlices.getReadOnlyProperty();
    }

    /** Loads the model in the background, so that its device is known. */
    void loadModel() {
        background.model(Urgency.TRAINING, texts.of("job.load"), context -> engine.use(DeviceBadge::of), badge -> {
            deviceNote.set(badge.note());
            deviceName.set(badge.name());
        });
    }

    /** Loads the model and reads the slices of a study in the background, so that a run starts at once. */
    void prepare(OpenStudy study) {
        stop();
        earlier = null;
        doubts = null;
        next.set(Optional.empty());
        outcome.set(Optional.empty());
        losses.clear();
        preparedSlices.set(0);
        SliceLayout layout = study.seedLayout();
        Seeds none = new Seeds(LabelMap.empty(study.grid()), layout, new TreeMap<>());
        RunningJob job = background.model(
                Urgency.TRAINING,
                texts.of("job.prepare"),
                context -> engine.use(model -> {
                    model.prepare(study.image(), none, context);
                    return model.deviceName();
                }),
                deviceName::set);
        job.progress.subscribe(p -> preparedSlices.set(p.total() == layout.slices() ? (int) p.done() : 0));
        job.ending().thenAccept(ending -> {
            if (preparation == job) {
                preparation = null;
            }
        });
        preparation = job;
    }

    /**
     * Trains, if the method does, and propagates from the slices that a person vouches for. Masks of the run before stay
     * where no seed next to them has changed since.
     */
    void start(OpenStudy study) {
        start(study, method.get());
    }

    /** The same for all slices, whatever has changed. */
    void startAfresh(OpenStudy study) {
        earlier = null;
        start(study);
    }

    /** Proposes one slice again, from which the masks were taken away. */
    void redo(OpenStudy study, int slice) {
        if (earlier != null) {
            earlier.slices().clear(slice);
        }
        start(study);
    }

    /** The same by another method than the chosen one. */
    void start(OpenStudy study, Method by) {
        if (running.get()) {
            return;
        }
        running.set(true);
        outcome.set(Optional.empty());
        losses.clear();
        progress.set(Progress.of(texts.of("fewshot.waiting"), 0, 0));
        RunningJob preparing = preparation;
        if (preparing == null) {
            submit(study, by);
        } else {
            preparing.cancel();
            preparing.ending().thenAccept(ending -> submit(study, by));
        }
    }

    /** Ends the run at its next safe point; masks that came stay. */
    void cancel() {
        if (run != null) {
            run.cancel();
        }
    }

    /** Cancels whatever is under way, because the study is closed. */
    void stop() {
        cancel();
        run = null;
        running.set(false);
        if (preparation != null) {
            preparation.cancel();
        }
    }

    private void submit(OpenStudy study, Method by) {
        Annotation now = study.annotation();
        SliceLayout layout = study.seedLayout();
        List<Integer> labels = study.labels().stream()
                .filter(label -> !label.locked())
                .map(Label::id)
                .toList();
        FewShotOptions options = FewShotOptions.DEFAULT.with(by).withTrainingSteps(trainingSteps.get());
        Optional<EarlierRun> before = Optional.ofNullable(earlier).filter(r -> r.servesFor(study, options));
        BitSet arrived = before.map(r -> (BitSet) r.slices().clone()).orElseGet(BitSet::new);
        String step = texts.of("step.propagation", ++runs);
        List<FewShotResult> results = new ArrayList<>(1);
        int[] left = {0};
        AtomicInteger computed = new AtomicInteger();
        RunningJob job = background.model(
                Urgency.PROPAGATION,
                texts.of("job.fewshot"),
                context -> {
                    Seeds seeds = Proposals.seedsIn(now, layout, labels);
                    BitSet standing = standing(before, arrived, seeds);
                    EarlierRun current = new EarlierRun(study, step, seeds, options, (BitSet) standing.clone());
                    fxThread.execute(() -> {
                        earlier = current;
                        left[0] = standing.cardinality();
                    });
                    return segment(current, standing, computed, context);
                },
                results::add);
        job.progress.subscribe(moment -> {
            if (run == job) {
                follow(moment);
            }
        });
        job.ending().thenAccept(ending -> {
            if (run == job) {
                run = null;
                running.set(false);
                results.forEach(result -> doubt(result.doubts(), left[0] > 0));
                outcome.set(Optional.of(
                        new Outcome(ending, results.stream().findFirst(), options.method(), computed.get(), left[0])));
            }
        });
        run = job;
    }

    /**
     * @param goesOn true if masks of the run before stand as well
     */
    private void doubt(Doubts now, boolean goesOn) {
        Doubts before = doubts;
        Doubts all = goesOn && before != null ? now.after(before) : now;
        doubts = all;
        next.set(all.next());
    }

    /**
     * The slices whose masks can stay. On the model thread.
     *
     * @param arrived those that came of the run before
     */
    private static BitSet standing(Optional<EarlierRun> before, BitSet arrived, Seeds seeds) {
        BitSet standing = (BitSet) arrived.clone();
        before.ifPresent(run -> standing.andNot(EarlierRun.affected(run.seeds(), seeds)));
        if (standing.cardinality() == seeds.layout().slices()) {
            standing.clear(); // nothing has changed, and yet somebody wants a run
        }
        return standing;
    }

    /** On the model thread. */
    private FewShotResult segment(EarlierRun now, BitSet standing, AtomicInteger computed, JobContext context)
            throws Exception {
        OpenStudy study = now.study();
        Seeds seeds = now.seeds();
        if (seeds.slices().isEmpty()) {
            throw new NoSeedsException(texts.of("fewshot.noSeeds"));
        }
        String device = engine.use(FewShotEngine::deviceName);
        fxThread.execute(() -> deviceName.set(device));
        Proposals proposals =
                new Proposals(seeds, provenance(seeds, now.options(), engine.use(FewShotEngine::modelName)));
        FxQueue<SliceResult> arriving = new FxQueue<>(fxThread, result -> {
            now.slices().set(result.slice());
            study.extend(now.step(), proposals.edit(study.annotation(), result, study.lockedLabels()));
        });
        return engine.use(model ->
                model.segment(study.image(), seeds, now.options(), missing(standing, computed, arriving), context));
    }

    /** Wants the slices that are not {@code standing}, and counts those that come. */
    private static SliceSink missing(BitSet standing, AtomicInteger computed, FxQueue<SliceResult> arriving) {
        return new SliceSink() {
            @Override
            public void accept(SliceResult result) {
                computed.incrementAndGet();
                arriving.add(result);
            }

            @Override
            public boolean wants(int slice) {
                return !standing.get(slice);
            }
        };
    }

    private Provenance provenance(Seeds seeds, FewShotOptions options, String modelName) {
        String prior = options.method().trains() ? options.method().name().toLowerCase(java.util.Locale.ROOT) : "";
        return new Provenance(
                Provenance.Origin.MODEL,
                modelName,
                prior,
                List.copyOf(seeds.allSlices()),
                authorship.program(),
                authorship.clock().instant());
    }

    private void follow(Progress moment) {
        progress.set(moment);
        if (!Double.isNaN(moment.loss())) {
            losses.add(moment.loss());
        }
    }

    /** There is nothing to learn from. */
    private static final class NoSeedsException extends java.io.IOException {
        NoSeedsException(String message) {
            super(message);
        }
    }
}
