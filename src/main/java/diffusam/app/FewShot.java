package diffusam.app;

import diffusam.annotation.LabelMap;
import diffusam.app.RunPlan.Training;
import diffusam.app.RunningJob.Ending;
import diffusam.engine.Doubts;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.Method;
import diffusam.engine.NextSlice;
import diffusam.engine.Seeds;
import diffusam.jobs.Progress;
import diffusam.jobs.Urgency;
import diffusam.volume.SliceLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
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
    private record DeviceBadge(String name, String note) {}

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

    /** Loss of each step of the training that is under way, or was last. */
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

    private DeviceBadge badge(FewShotEngine loaded) {
        return new DeviceBadge(texts.said(loaded.deviceName()), texts.sentence(loaded.deviceNote()));
    }

    /** Loads the model in the background, so that its device is known. */
    void loadModel() {
        background.model(Urgency.TRAINING, texts.of("job.load"), context -> engine.use(this::badge), badge -> {
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
                    return texts.said(model.deviceName());
                }),
                deviceName::set);
        job.progress.subscribe(p -> preparedSlices.set(p.total() == layout.slices() ? (int) p.done() : 0));
        job.ending().thenAccept(ending -> {
            if (preparation == job) {
                preparation = null;
            }
        });
        preparation = job;
        study.priors().findUnfinished(fxThread);
    }

    /**
     * Trains, if the method does and has not done so on just these seeds, and propagates from the slices that a person vouches for. Masks of the run before stay
     * where no seed next to them has changed since. A run that was broken off goes on.
     */
    void start(OpenStudy study) {
        start(study, method.get());
    }

    /** The same for all slices, whatever has changed or was trained before. */
    void startAfresh(OpenStudy study) {
        earlier = null;
        start(study, method.get(), Training.AGAIN);
    }

    /** Proposes one slice again, from which the masks were taken away. */
    void redo(OpenStudy study, int slice) {
        if (earlier != null) {
            earlier.slices().clear(slice);
        }
        start(study);
    }

    /** Propagates with the prior that is there, although the seeds have changed since it was trained. */
    void propagateWithKept(OpenStudy study) {
        start(study, method.get(), Training.AVOIDED);
    }

    /** The same as {@link #start} by another method than the chosen one. */
    void start(OpenStudy study, Method by) {
        start(study, by, Training.AS_NEEDED);
    }

    private void start(OpenStudy study, Method by, Training training) {
        if (running.get()) {
            return;
        }
        running.set(true);
        outcome.set(Optional.empty());
        losses.clear();
        progress.set(Progress.of(texts.of("fewshot.waiting"), 0, 0));
        RunningJob preparing = preparation;
        if (preparing == null) {
            submit(study, by, training);
        } else {
            preparing.cancel();
            preparing.ending().thenAccept(ending -> submit(study, by, training));
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

    private void submit(OpenStudy study, Method by, Training training) {
        FewShotOptions options = FewShotOptions.DEFAULT.with(by).withTrainingSteps(trainingSteps.get());
        Optional<EarlierRun> before = Optional.ofNullable(earlier).filter(r -> r.servesFor(study, options));
        RunPlan plan = RunPlan.of(study, options, training, newStep(study), before);
        FewShotRun current = new FewShotRun(plan, engine, authorship, fxThread);
        study.priors().unfinished.set(Optional.empty());
        List<FewShotResult> results = new ArrayList<>(1);
        int[] left = {0};
        String noSeeds = texts.of("fewshot.noSeeds");
        RunningJob job = background.model(
                Urgency.PROPAGATION,
                texts.of("job.fewshot"),
                context -> {
                    String device = texts.said(engine.use(FewShotEngine::deviceName));
                    fxThread.execute(() -> deviceName.set(device));
                    return current.segment(
                            noSeeds,
                            started -> {
                                earlier = started;
                                left[0] = started.slices().cardinality();
                            },
                            context);
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
                outcome.set(Optional.of(new Outcome(
                        ending, results.stream().findFirst(), options.method(), current.computed(), left[0])));
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

    /** A name that no step of the study has, so that each run is one step. */
    private String newStep(OpenStudy study) {
        String name = texts.of("step.propagation", ++runs);
        while (study.hasDone(name)) {
            name = texts.of("step.propagation", ++runs);
        }
        return name;
    }

    private void follow(Progress moment) {
        boolean another = !moment.stage().equals(progress.get().stage());
        progress.set(moment);
        if (!Double.isNaN(moment.loss())) {
            if (another) {
                losses.clear(); // the curve is that of one training
            }
            losses.add(moment.loss());
        }
    }
}
