package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.app.StudyFiles.Opened;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
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
    private final ReadOnlyObjectWrapper<Optional<OpenStudy>> open = new ReadOnlyObjectWrapper<>(Optional.empty());

    Workspace(StudyFiles files, Background background, Notices notices, Authorship authorship, Texts texts) {
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
                texts.of("job.open", fileName(source)), context -> prepared(files.readStudy(source)), prepared -> {
                    show(prepared);
                    afterwards.run();
                });
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
        open().ifPresent(study -> {
            Annotation before = study.annotation();
            background.io(name, context -> computation.apply(before.map()), edit -> {
                if (study.map() == before.map()) {
                    study.apply(name, AnnotationEdit.ofVoxels(edit));
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

    private record Prepared(OpenStudy study, List<String> warnings) {}

    /** Chooses the window and lays out the views' tables on the file thread, away from the FX thread. */
    private Prepared prepared(Opened<Study> opened) {
        Study study = opened.content();
        return new Prepared(new OpenStudy(study, study.automaticWindow(), authorship), opened.warnings());
    }

    private void show(Prepared prepared) {
        open.set(Optional.of(prepared.study));
        prepared.warnings.forEach(notices::warn);
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
