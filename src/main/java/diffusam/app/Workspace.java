package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.app.StudyFiles.Opened;
import diffusam.project.Notice;
import diffusam.project.Recovery;
import diffusam.volume.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** What the window shows and what can be done with it: the open study, files in and out. FX thread only. */
final class Workspace {
    private final StudyFiles files;
    private final Background background;
    private final Notices notices;
    private final Authorship authorship;
    private final Texts texts;
    private final WorkFolder work;
    private final Executor fxThread;
    private Optional<KeptWork> kept = Optional.empty();
    private final ReadOnlyObjectWrapper<Optional<OpenStudy>> open = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param work where the work on studies is kept
     * @param fxThread runs what it is given on the FX thread, later
     */
    Workspace(
            StudyFiles files,
            Background background,
            Notices notices,
            Authorship authorship,
            Texts texts,
            WorkFolder work,
            Executor fxThread) {
        this.work = work;
        this.fxThread = fxThread;
        this.files = files;
        this.background = background;
        this.notices = notices;
        this.authorship = authorship;
        this.texts = texts;
    }

    /** The study being worked on. */
    ReadOnlyObjectProperty<Optional<OpenStudy>> openProperty() {
        return open.getReadOnlyProperty();
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

    /** Reads a study in the background and shows it in place of the one that is open. */
    void openStudy(Path source) {
        openStudy(source, () -> {});
    }

    /** The same; {@code afterwards} runs when the study is shown. */
    void openStudy(Path source, Runnable afterwards) {
        background.io(
                texts.of("job.open", fileName(source)),
                context -> files.readStudy(source),
                opened -> reopen(opened, afterwards));
    }

    /** Closes what keeps the work, and waits until all of it is on disk. */
    void close() {
        kept.ifPresent(KeptWork::close);
        work.close();
    }

    /** Reads labels for the open study in the background; they take the place of all there are, as one undo step. */
    void openLabels(Path source) {
        open().ifPresent(study -> {
            Annotation before = study.annotation();
            background.io(
                    texts.of("job.openLabels", fileName(source)),
                    context -> {
                        Opened<LabelMap> labels = files.readLabels(source, study.grid());
                        return new Opened<>(replacing(before, labels.content()), labels.warnings());
                    },
                    edit -> showLabels(study, before, edit, source));
        });
    }

    /** Writes the labels as they are now in the background. */
    void saveLabels(Path target, Runnable afterwards) {
        open().ifPresent(study -> {
            Annotation saved = study.annotation();
            background.io(
                    texts.of("job.save", fileName(target)),
                    context -> {
                        files.writeLabels(
                                target, saved.map(), List.copyOf(saved.labels().values()));
                        return target;
                    },
                    done -> {
                        if (study.annotation() == saved) {
                            study.unsaved.set(false);
                        }
                        notices.tell(texts.of("notice.saved", fileName(done)));
                        afterwards.run();
                    });
        });
    }

    /** Computes an edit of the open study's labels in the background, and applies it unless they have changed meanwhile. */
    void edit(String name, Function<LabelMap, LabelEdit> computation) {
        open().ifPresent(study -> edit(name, computation, edit -> study.apply(name, AnnotationEdit.ofVoxels(edit))));
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

    /** A file name for the open study's labels. */
    String proposedLabelName() {
        return open().map(study -> study.study().name() + "-labels.nii.gz").orElse("labels.nii.gz");
    }

    private record Prepared(OpenStudy study, KeptWork kept) {}

    /** Lets go of the study before, as it may be the same one, and brings back what was kept of this one. */
    private void reopen(Opened<Study> opened, Runnable afterwards) {
        kept.ifPresent(KeptWork::close);
        CompletableFuture.supplyAsync(() -> prepared(opened.content()), work.thread())
                .thenAcceptAsync(
                        prepared -> {
                            show(prepared);
                            opened.warnings().forEach(notices::warn);
                            afterwards.run();
                        },
                        fxThread)
                .exceptionally(e -> {
                    fxThread.execute(() -> notices.fail(new Background.Failure(
                            texts.of("job.open", opened.content().name()), e)));
                    return null;
                });
    }

    /** Chooses the window and lays out the views' tables away from the FX thread. */
    private Prepared prepared(Study study) {
        KeptWork here = new KeptWork(work, study, new WorkNotices(study.name()));
        Window window = study.automaticWindow();
        OpenStudy shown = here.content()
                .map(content -> new OpenStudy(study, window, authorship, here, content))
                .orElseGet(() -> new OpenStudy(study, window, authorship, here));
        return new Prepared(shown, here);
    }

    private void show(Prepared prepared) {
        kept = Optional.of(prepared.kept);
        open.set(Optional.of(prepared.study));
        if (prepared.study.labels().isEmpty()) {
            return;
        }
        String name = prepared.study.study().name();
        Recovery recovery = prepared.kept.recovery().orElseThrow();
        if (recovery.isNothing()) {
            notices.tell(texts.of("notice.workBack", name));
        } else {
            prepared.study.unsaved.set(true);
            String said = String.join(" ", recovery.sentences());
            notices.warn(texts.of("notice.workRecovered", name, said));
        }
    }

    /** Tells on the FX thread what happens to the project of a study. */
    private final class WorkNotices implements KeptWork.Listener {
        private final String study;

        WorkNotices(String study) {
            this.study = study;
        }

        @Override
        public void hear(Notice notice) {
            fxThread.execute(() -> {
                if (notice.kind() == Notice.Kind.JOURNAL_RESUMED) {
                    notices.tell(notice.sentence());
                } else {
                    notices.warn(notice.sentence());
                }
            });
        }

        @Override
        public void fault(String sentence) {
            fxThread.execute(() -> notices.warn(texts.of("notice.notKept", study, sentence)));
        }

        @Override
        public void started(KeptWork started) {
            fxThread.execute(() -> background.io(texts.of("job.know", study), started::knowImage, started::repeat));
        }
    }

    private void showLabels(OpenStudy study, Annotation before, Opened<AnnotationEdit> edit, Path source) {
        if (study.annotation() != before) {
            notices.warn(texts.of("notice.labelsChanged", fileName(source)));
            return;
        }
        study.apply(texts.of("step.openLabels"), edit.content());
        study.goTo(edit.content().voxels());
        study.unsaved.set(false);
        edit.warnings().forEach(notices::warn);
    }

    /** What gives an annotation the labels of a file; what was proposed or reviewed before counts no longer. */
    private static AnnotationEdit replacing(Annotation before, LabelMap map) {
        AnnotationEdit edit = AnnotationEdit.ofVoxels(LabelEdit.between(before.map(), map));
        SortedSet<Integer> ids = map.labels();
        for (int id : ids) {
            if (!before.labels().containsKey(id)) {
                edit = edit.and(before.put(Label.of(id)));
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
