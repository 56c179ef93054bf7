package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.AppliedEdit;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Turn;
import diffusam.app.RunningJob.Ending;
import diffusam.app.StudyFiles.Opened;
import diffusam.project.Recovery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** What the window shows and what can be done with it: the open study, files in and out. FX thread only. */
final class Workspace {
    /** What copies more would hold the window up. */
    private static final long MOST_VOXELS_AT_ONCE = 4_000_000;

    private final StudyFiles files;
    private final Background background;
    private final Notices notices;
    private final Authorship authorship;
    private final Texts texts;
    private final WorkKeeper keeper;
    private final Prompts prompts;
    private Optional<ScanPlace> place = Optional.empty();
    private final ReadOnlyObjectWrapper<Optional<OpenStudy>> open = new ReadOnlyObjectWrapper<>(Optional.empty());

    private final ReadOnlyObjectWrapper<Optional<Glimpse>> glimpse = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable ScanPlace opening;
    private boolean turns;

    /** @param keeper keeps the work on studies */
    Workspace(
            StudyFiles files,
            Background background,
            Notices notices,
            Authorship authorship,
            Texts texts,
            WorkKeeper keeper,
            Prompts prompts) {
        this.files = files;
        this.background = background;
        this.notices = notices;
        this.authorship = authorship;
        this.texts = texts;
        this.keeper = keeper;
        this.prompts = prompts;
    }

    /** The study being worked on. */
    ReadOnlyObjectProperty<Optional<OpenStudy>> openProperty() {
        return open.getReadOnlyProperty();
    }

    /** What is seen of the study that is being opened. */
    ReadOnlyObjectProperty<Optional<Glimpse>> glimpseProperty() {
        return glimpse.getReadOnlyProperty();
    }

    /** Where the study was opened from. */
    Optional<ScanPlace> place() {
        return place;
    }

    Optional<OpenStudy> open() {
        return open.get();
    }

    /**
     * Listens to whatever study is open, now and later.
     *
     * @param listen called for each study that is opened; its listeners are removed when another takes its place
     */
    void follow(Function<OpenStudy, Subscription> listen) {
        Subscription[] current = {Subscription.EMPTY};
        open.subscribe(study -> {
            current[0].unsubscribe();
            current[0] = study.map(listen).orElse(Subscription.EMPTY);
        });
    }

    /** Where the open work is kept. */
    WorkKeeper keeper() {
        return keeper;
    }

    /** Reads an image or a project in the background and shows it in place of the study that is open. */
    void openStudy(Path source) {
        openStudy(source, () -> {});
    }

    /** The same; {@code afterwards} runs when the study is shown. */
    void openStudy(Path source, Runnable afterwards) {
        open(ScanPlace.of(source), afterwards);
    }

    /** Reads a scan in the background and shows it in place of the study that is open; {@code afterwards} runs then. */
    void open(ScanPlace source, Runnable afterwards) {
        open(source, List.of(), afterwards);
    }

    private void open(ScanPlace source, List<Path> others, Runnable afterwards) {
        opening = source;
        background.io(
                texts.of("job.glimpse", source.name()),
                context -> files.glimpse(source),
                picture -> picture.filter(p -> source.equals(opening))
                        .ifPresent(p -> glimpse.set(Optional.of(new Glimpse(source.name(), p)))));
        background
                .io(
                        texts.of("job.open", source.name()),
                        context -> new StudyReader(files, texts).read(source, others, context),
                        outcome -> {
                            switch (outcome) {
                                case StudyReader.Read read -> reopen(source, read, afterwards);
                                case StudyReader.SeveralImages several -> {
                                    endGlimpse();
                                    choose(several, afterwards);
                                }
                                case StudyReader.ImageMissing missing -> {
                                    endGlimpse();
                                    prompts.missingImage(missing.sentence()).ifPresent(place -> {
                                        List<Path> more = new ArrayList<>(others);
                                        more.add(place);
                                        open(source, more, afterwards);
                                    });
                                }
                            }
                        })
                .ending()
                .thenAccept(ending -> {
                    if (ending != Ending.DONE && source.equals(opening)) {
                        endGlimpse();
                    }
                });
    }

    private void endGlimpse() {
        opening = null;
        glimpse.set(Optional.empty());
    }

    /** Nothing is opened unless the user says what. */
    private void choose(StudyReader.SeveralImages several, Runnable afterwards) {
        prompts.image(several.choices())
                .ifPresent(choice -> background.io(
                        texts.of("job.open", choice.place().name()),
                        context -> new StudyReader(files, texts).read(choice, several.warnings()),
                        read -> reopen(choice.place(), read, afterwards)));
    }

    private void reopen(ScanPlace source, StudyReader.Read read, Runnable afterwards) {
        Study study = read.study().content();
        keeper.open(study, read.project(), work -> laidOut(study, work), this::endGlimpse, opened -> {
            place = Optional.of(source);
            open.set(Optional.of(opened.study()));
            endGlimpse();
            tellWhatCameBack(opened);
            read.study().warnings().forEach(notices::warn);
            afterwards.run();
        });
    }

    private OpenStudy laidOut(Study study, KeptWork work) {
        return work.content()
                .map(content -> new OpenStudy(study, authorship, work, content))
                .orElseGet(() -> new OpenStudy(study, study.automaticWindow(), authorship, work));
    }

    private void tellWhatCameBack(WorkKeeper.Opened opened) {
        if (opened.study().labels().isEmpty()) {
            return;
        }
        String name = opened.study().study().name();
        Recovery recovery = opened.work().recovery().orElseThrow();
        if (!recovery.isNothing()) {
            opened.study().unsaved.set(true);
            String said = texts.of(
                    "notice.workRecovered",
                    name,
                    recovery.sentences().stream().map(texts::said).collect(Collectors.joining(" ")));
            if (recovery.isLoss()) {
                notices.warn(said);
            } else {
                notices.tell(said);
            }
        } else if (opened.work().named().isEmpty()) {
            notices.tell(texts.of("notice.workBack", name));
        }
    }

    /** Reads another image of the patient in the background, and shows it on the crosshair of the open study. */
    void openSecond(ScanPlace source) {
        open().ifPresent(study -> background.io(
                texts.of("job.open", source.name()),
                context -> files.readStudy(source),
                read -> showSecond(study, new SecondStudy(read.content()), read.warnings())));
    }

    private void showSecond(OpenStudy study, SecondStudy second, List<String> warnings) {
        study.second.set(Optional.of(second));
        warnings.forEach(notices::warn);
        if (!second.meets(study.grid())) {
            notices.warn(
                    texts.of("second.elsewhere", second.name(), study.study().name()));
        }
    }

    /** Closes what keeps the work, and waits until all of it is on disk. */
    void close() {
        keeper.close();
    }

    /** Reads labels for the open study in the background; they take the place of all there are, as one undo step. */
    void openLabels(Path source) {
        open().ifPresent(study -> {
            Annotation before = study.annotation();
            background.io(
                    texts.of("job.openLabels", fileName(source)),
                    context -> {
                        Opened<Annotation> labels = files.readLabels(source, study.study());
                        AnnotationEdit edit = replacing(before, labels.content());
                        return new Opened<>(AppliedEdit.of(before, edit), labels.warnings());
                    },
                    edit -> showLabels(study, before, edit, source));
        });
    }

    /** Copies the open series and its labels in the background, without what tells who the patient is. */
    void copyDeidentified(CopyOrder order) {
        open().ifPresent(study -> {
            Annotation annotation = study.annotation();
            background.io(
                    texts.of("job.deidentify", fileName(order.folder())),
                    context -> files.copyDeidentified(order, study.study(), annotation),
                    copied -> {
                        notices.tell(texts.of("notice.copied", copied.content(), fileName(order.folder())));
                        copied.warnings().forEach(notices::warn);
                    });
        });
    }

    /** Writes the labels as they are now in the background. */
    void saveLabels(Path target, LabelForm form) {
        open().ifPresent(study -> {
            Annotation saved = study.annotation();
            background.io(
                    texts.of("job.save", fileName(target)),
                    context -> {
                        files.writeLabels(target, form, study.study(), saved);
                        return target;
                    },
                    done -> {
                        if (study.annotation() == saved
                                && keeper.namedProperty().get().isEmpty()) {
                            study.unsaved.set(false);
                        }
                        notices.tell(texts.of("notice.saved", fileName(done)));
                    });
        });
    }

    /** Computes an edit of the open study's labels in the background, and applies it unless they have changed meanwhile. */
    void edit(String name, Function<LabelMap, LabelEdit> computation) {
        open().ifPresent(study -> {
            Annotation before = study.annotation();
            background.io(
                    name,
                    context -> AppliedEdit.of(before, AnnotationEdit.ofVoxels(computation.apply(before.map()))),
                    applied -> {
                        if (study.annotation() == before) {
                            study.apply(name, applied);
                        } else {
                            notices.warn(texts.of("notice.changedMeanwhile", name));
                        }
                    });
        });
    }

    /** The same; {@code apply} gets the edit unless the labels have changed meanwhile. */
    void edit(String name, Function<LabelMap, LabelEdit> computation, Consumer<LabelEdit> apply) {
        open().ifPresent(study -> {
            Annotation before = study.annotation();
            background.io(name, context -> computation.apply(before.map()), edit -> {
                if (study.map() == before.map()) {
                    apply.accept(edit);
                } else {
                    notices.warn(texts.of("notice.changedMeanwhile", name));
                }
            });
        });
    }

    /** Takes the newest step back. */
    void undo() {
        open().ifPresent(study -> study.undoing().ifPresent(turn -> turn(study, turn)));
    }

    /** Applies the step again that was taken back last. */
    void redo() {
        open().ifPresent(study -> study.redoing().ifPresent(turn -> turn(study, turn)));
    }

    /** What concerns many slices is computed in the background; a change that is made meanwhile comes first. */
    private void turn(OpenStudy study, Turn turn) {
        if (turn.voxels() <= MOST_VOXELS_AT_ONCE) {
            study.take(turn.taken());
        } else if (!turns) {
            turns = true;
            background
                    .io(turn.step().name(), context -> turn.taken(), taken -> {
                        if (study.isNext(turn)) {
                            study.take(taken);
                        } else {
                            notices.warn(texts.of(
                                    "notice.changedMeanwhile", turn.step().name()));
                        }
                    })
                    .ending()
                    .thenAccept(ending -> turns = false);
        }
    }

    /** A folder name for the open study's project. */
    String proposedProjectName() {
        return open().map(study -> study.study().name() + ".dsam").orElse("work.dsam");
    }

    /** A file name for the open study's labels. */
    String proposedLabelName(LabelForm form) {
        return open().map(study -> study.study().name() + "-labels").orElse("labels") + form.ending();
    }

    private void showLabels(OpenStudy study, Annotation before, Opened<AppliedEdit> edit, Path source) {
        if (study.annotation() != before) {
            notices.warn(texts.of("notice.labelsChanged", fileName(source)));
            return;
        }
        study.apply(texts.of("step.openLabels"), edit.content());
        study.goTo(edit.content().edit().voxels());
        study.unsaved.set(false);
        edit.warnings().forEach(notices::warn);
    }

    /** What gives an annotation the labels of a file; what was proposed or reviewed before counts no longer. */
    private static AnnotationEdit replacing(Annotation before, Annotation read) {
        AnnotationEdit edit = AnnotationEdit.ofVoxels(LabelEdit.between(before.map(), read.map()));
        SortedMap<Integer, Label> known = new TreeMap<>(before.labels());
        known.putAll(read.labels());
        for (int id : read.map().labels()) {
            known.putIfAbsent(id, Label.of(id));
        }
        for (Label label : known.values()) {
            if (!label.equals(before.labels().get(label.id()))) {
                edit = edit.and(before.put(label));
            }
        }
        for (var key : before.states().keySet()) {
            edit = edit.and(before.put(key, null));
        }
        return edit;
    }

    private static String fileName(Path path) {
        @Nullable Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
