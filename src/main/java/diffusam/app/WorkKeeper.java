package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.app.StudyReader.NamedProject;
import diffusam.project.ImageReference;
import diffusam.project.Notice;
import diffusam.project.ProjectException;
import diffusam.project.ProjectLockedException;
import diffusam.project.Takeover;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Which project keeps the work on the open study: opened, taken over, saved, moved, and what is told of it. FX thread only. */
final class WorkKeeper {
    private final WorkFolder work;
    private final Background background;
    private final Prompts prompts;
    private final Notices notices;
    private final Texts texts;
    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<Optional<Path>> named = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable Opened open;

    /**
     * @param work where work is kept that the user has not named
     * @param fxThread runs what it is given on the FX thread, later
     */
    WorkKeeper(
            WorkFolder work, Background background, Prompts prompts, Notices notices, Texts texts, Executor fxThread) {
        this.work = work;
        this.background = background;
        this.prompts = prompts;
        this.notices = notices;
        this.texts = texts;
        this.fxThread = fxThread;
    }

    /** The folder of the open project if the user named it. */
    ReadOnlyObjectProperty<Optional<Path>> namedProperty() {
        return named.getReadOnlyProperty();
    }

    /** True if every change of the open study is kept, so that it can be left without a question. */
    boolean isSafe() {
        return open != null && open.listener.safe;
    }

    /** True if the user named the project and every change reaches it. */
    boolean isSafeInNamed() {
        return named.get().isPresent() && open != null && open.listener.safe;
    }

    /**
     * Opens what keeps the work on a study in place of what is open, which is let go before if it may be the same.
     *
     * @param project if the user named one
     * @param layOut makes the open study, on the thread of the work folder
     * @param giveUp called if the work cannot be opened
     * @param show gets it; not called if the work cannot be opened, which the user is told
     */
    void open(
            Study study,
            Optional<NamedProject> project,
            Function<KeptWork, OpenStudy> layOut,
            Runnable giveUp,
            Consumer<Opened> show) {
        Opened before = open;
        if (before != null && before.work.isFor(study, project.map(NamedProject::folder))) {
            before.work.close();
        }
        new Opening(study, project, layOut, giveUp, show).attempt(Takeover.NEVER);
    }

    /** A study with what keeps the work on it. */
    record Opened(OpenStudy study, KeptWork work, Listener listener) {}

    /** Saves the open project. {@code saved} runs when it is on disk, {@code failed} after the user was told that it is not. */
    void save(Runnable saved, Runnable failed) {
        Opened now = open;
        if (now != null) {
            Annotation annotation = now.study.annotation();
            now.work
                    .save()
                    .whenCompleteAsync(
                            (done, error) -> {
                                if (error == null) {
                                    saved(now, annotation);
                                    saved.run();
                                } else {
                                    failed.run();
                                }
                            },
                            fxThread);
        }
    }

    /** Saves the open study as a project in a new folder, where later changes go too. */
    void saveAs(Path target, Runnable saved) {
        Opened now = open;
        if (now != null) {
            Path base = now.work.base();
            background.io(
                    texts.of("job.save", target.getFileName()),
                    context -> now.work.image(base, context),
                    image -> move(now, target, image, saved));
        }
    }

    /** Lets go of the project, and waits until all of it is on disk. */
    void close() {
        if (open != null) {
            open.work.close();
        }
        work.close();
    }

    private void move(Opened now, Path target, ImageReference image, Runnable saved) {
        Annotation annotation = now.study.annotation();
        now.work
                .moveTo(target, image, now.study.content())
                .whenCompleteAsync(
                        (done, error) -> {
                            if (error == null) {
                                now.work.isNamed(target);
                                named.set(Optional.of(target));
                                saved(now, annotation);
                                saved.run();
                            } else {
                                notices.fail(new Background.Failure(
                                        texts.of("job.save", target.getFileName()), cause(error)));
                            }
                        },
                        fxThread);
    }

    private void saved(Opened now, Annotation annotation) {
        now.listener.safe = true;
        if (now.study.annotation() == annotation) {
            now.study.unsaved.set(false);
        }
        now.work.named().ifPresent(project -> notices.tell(texts.of("notice.saved", project.getFileName())));
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** One try after the other, until the work is open or the user has had enough. */
    private final class Opening {
        private final Study study;
        private final Optional<NamedProject> project;
        private final Function<KeptWork, OpenStudy> layOut;
        private final Runnable giveUp;
        private final Consumer<Opened> show;
        private final Listener listener;

        Opening(
                Study study,
                Optional<NamedProject> project,
                Function<KeptWork, OpenStudy> layOut,
                Runnable giveUp,
                Consumer<Opened> show) {
            this.study = study;
            this.project = project;
            this.layOut = layOut;
            this.giveUp = giveUp;
            this.show = show;
            listener = new Listener(study.name());
        }

        void attempt(Takeover takeover) {
            finish(() -> work(takeover), error -> {
                if (error instanceof ProjectLockedException locked) {
                    offerTakeover(locked, takeover);
                } else {
                    giveUp.run();
                    notices.fail(new Background.Failure(texts.of("job.open", study.name()), error));
                }
            });
        }

        private KeptWork work(Takeover takeover) {
            try {
                return project.isPresent()
                        ? KeptWork.in(work, study, project.get(), takeover, listener)
                        : KeptWork.of(work, study, takeover, listener);
            } catch (ProjectException e) {
                throw new CompletionException(e);
            }
        }

        /** First the other window is asked to let go; if it does not answer, the work is taken from it. */
        private void offerTakeover(ProjectLockedException locked, Takeover tried) {
            if (prompts.takeOver(texts.said(locked.sentence()))) {
                attempt(tried == Takeover.NEVER ? Takeover.ASK : Takeover.FORCE);
            } else if (project.isPresent()) {
                giveUp.run();
                notices.warn(texts.said(locked.sentence()));
            } else {
                finish(() -> KeptWork.nowhere(work, study, listener), error -> giveUp.run());
                listener.fault(locked.sentence());
            }
        }

        private void finish(Supplier<KeptWork> source, Consumer<Throwable> onFailure) {
            CompletableFuture.supplyAsync(
                            () -> {
                                KeptWork opened = source.get();
                                return new Opened(layOut.apply(opened), opened, listener);
                            },
                            work.thread())
                    .whenCompleteAsync(
                            (opened, error) -> {
                                if (error == null) {
                                    replaceBy(opened);
                                } else {
                                    onFailure.accept(cause(error));
                                }
                            },
                            fxThread);
        }

        private void replaceBy(Opened opened) {
            if (open != null) {
                open.work.close();
            }
            open = opened;
            opened.work.isShownBy(opened.study);
            named.set(opened.work.named());
            show.accept(opened);
        }
    }

    /** Tells on the FX thread what happens to the project of a study. */
    private final class Listener implements KeptWork.Listener {
        private final String study;
        private boolean safe = true;

        Listener(String study) {
            this.study = study;
        }

        @Override
        public void hear(Notice notice) {
            fxThread.execute(() -> {
                safe = switch (notice.kind()) {
                    case JOURNAL_RESUMED -> true;
                    case CLOCK_WENT_BACK, PRIOR_LEFT -> safe;
                    case JOURNAL_FAILED, SAVE_FAILED, TAKEN_OVER -> false;
                };
                if (notice.kind() == Notice.Kind.JOURNAL_RESUMED) {
                    notices.tell(texts.said(notice.sentence()));
                } else {
                    notices.warn(texts.said(notice.sentence()));
                }
            });
        }

        @Override
        public void fault(String sentence) {
            fxThread.execute(() -> {
                safe = false;
                notices.warn(texts.of("notice.notKept", study, texts.said(sentence)));
            });
        }

        @Override
        public void away(String sentence) {
            fxThread.execute(() -> notices.warn(texts.of("notice.projectAway", study, texts.said(sentence))));
        }

        @Override
        public void notPointed(String sentence) {
            fxThread.execute(() -> notices.warn(texts.of("notice.notPointed", study, texts.said(sentence))));
        }

        @Override
        public void started(KeptWork started) {
            fxThread.execute(() -> background.io(texts.of("job.know", study), started::knowImage, started::repeat));
        }
    }
}
