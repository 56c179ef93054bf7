package diffusam.app;

import diffusam.jobs.JobContext;
import diffusam.project.ImageReference;
import diffusam.project.Notice;
import diffusam.project.Project;
import diffusam.project.ProjectContent;
import diffusam.project.ProjectException;
import diffusam.project.ProjectLockedException;
import diffusam.project.Recovery;
import diffusam.project.Takeover;
import diffusam.project.ViewState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Binds the work on a study to the project that keeps it. A project in the work folder is started by the first change, and
 * repeats all of them on the thread of the work folder; it may move to a folder that the user names. After a fault nothing
 * is kept any more, which is told once.
 */
final class KeptWork implements Keeping {
    private static final long LOOK_AFTER_MS = 2_000;

    private final WorkFolder folder;
    private final ScheduledExecutorService thread;
    private final Study study;
    private final Listener listener;
    private final boolean pointedTo;
    private final @Nullable ProjectContent content;
    private final @Nullable Recovery recovery;
    private final AtomicReference<@Nullable ViewState> looked = new AtomicReference<>();

    // on the thread of the work folder
    private @Nullable Project project;
    private boolean faulty;

    // on the FX thread
    private @Nullable Path named;
    private @Nullable OpenStudy shown;
    private boolean closed;
    private @Nullable Future<?> lookLater;

    private KeptWork(
            WorkFolder folder,
            Study study,
            Listener listener,
            @Nullable Project project,
            @Nullable Path named,
            boolean pointedTo) {
        this.folder = folder;
        this.thread = folder.thread();
        this.study = study;
        this.listener = listener;
        this.project = project;
        this.named = named;
        this.pointedTo = pointedTo;
        content = project == null ? null : project.content();
        recovery = project == null ? null : project.recovery();
    }

    /** Hears of what happens to the project, on any thread. */
    interface Listener {
        /** The project says something about its safety. */
        void hear(Notice notice);

        /** The work is not kept, for the reason that the sentence tells. */
        void fault(String sentence);

        /** The project that the user named cannot be used, for the reason that the sentence tells; the one before is. */
        void away(String sentence);

        /** The image will not lead to the project that the user named, for the reason that the sentence tells. */
        void notPointed(String sentence);

        /** A project was started, and does not know yet which files the image consists of. */
        void started(KeptWork work);
    }

    /**
     * Opens what was kept of a study, if anything was; belongs on the thread of the work folder.
     *
     * @throws ProjectLockedException if another window has it
     */
    static KeptWork of(WorkFolder folder, Study study, Takeover takeover, Listener listener)
            throws ProjectLockedException {
        try {
            Optional<Path> named = folder.named(study);
            if (named.isPresent()) {
                Optional<KeptWork> there = at(folder, study, named.get(), takeover, listener);
                if (there.isPresent()) {
                    return there.get();
                }
                folder.comesBack(study);
            }
            Project opened = folder.open(study, takeover, listener).orElse(null);
            return new KeptWork(folder, study, listener, opened, null, true);
        } catch (ProjectLockedException e) {
            throw e;
        } catch (ProjectException e) {
            listener.fault(e.sentence()); // the next change starts another project beside this one
            return new KeptWork(folder, study, listener, null, null, true);
        }
    }

    private static Optional<KeptWork> at(
            WorkFolder folder, Study study, Path named, Takeover takeover, Listener listener)
            throws ProjectLockedException {
        try {
            Project opened = folder.open(named, takeover, listener);
            return Optional.of(new KeptWork(folder, study, listener, opened, named, true));
        } catch (ProjectLockedException e) {
            throw e;
        } catch (ProjectException e) {
            listener.away(e.sentence());
            return Optional.empty();
        }
    }

    /**
     * Opens a project that the user named; belongs on the thread of the work folder.
     *
     * @throws ProjectLockedException if another window has it
     * @throws ProjectException if it cannot be read or written
     */
    static KeptWork in(
            WorkFolder folder, Study study, StudyReader.NamedProject named, Takeover takeover, Listener listener)
            throws ProjectException {
        Project opened = folder.open(named.folder(), takeover, listener);
        if (!opened.images().equals(List.of(named.image()))) {
            opened.choose(List.of(named.image()));
        }
        boolean pointedTo =
                folder.named(study).equals(Optional.of(named.folder().toAbsolutePath()));
        return new KeptWork(folder, study, listener, opened, named.folder(), pointedTo);
    }

    /** Keeps nothing, because another window has the project. */
    static KeptWork nowhere(WorkFolder folder, Study study, Listener listener) {
        KeptWork work = new KeptWork(folder, study, listener, null, null, true);
        work.faulty = true;
        return work;
    }

    /** What was kept when the study was opened. */
    Optional<ProjectContent> content() {
        return Optional.ofNullable(content);
    }

    /** What opening the project brought back that no save held. */
    Optional<Recovery> recovery() {
        return Optional.ofNullable(recovery);
    }

    /** The project's folder if the user named it. FX thread only. */
    Optional<Path> named() {
        return Optional.ofNullable(named);
    }

    /** True if a study would be kept in the same project. FX thread only. */
    boolean isFor(Study other, Optional<Path> project) {
        return project.isPresent()
                ? named().map(Path::toAbsolutePath).equals(project.map(Path::toAbsolutePath))
                : folder.place(study).equals(folder.place(other));
    }

    /** Repeats a change on the project. FX thread only. */
    @Override
    public void repeat(Consumer<Project> change) {
        if (!closed) {
            thread.execute(() -> repeatNow(change));
        }
    }

    @Override
    public <T> CompletableFuture<Optional<T>> beside(Keeping.Question<T> question) {
        try {
            return CompletableFuture.supplyAsync(() -> ask(question), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Optional.empty()); // the window was closed
        }
    }

    private <T> Optional<T> ask(Keeping.Question<T> question) {
        Project kept = project;
        if (kept == null || faulty) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.of(kept));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void look(ViewState view) {
        if (!closed && looked.getAndSet(view) == null) {
            lookLater = thread.schedule(this::lookNow, LOOK_AFTER_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void lookNow() {
        ViewState view = looked.getAndSet(null);
        Project kept = project;
        if (view != null && kept != null && !faulty) {
            kept.look(view);
        }
    }

    /** Says who looks at the study; what is looked at is kept with the work. FX thread only. */
    void isShownBy(OpenStudy study) {
        shown = study;
    }

    /** Saves the project that the user named, with everything up to now. FX thread only. */
    CompletableFuture<Void> save() {
        Optional<ViewState> view = view();
        return CompletableFuture.supplyAsync(
                        () -> {
                            Project kept = project;
                            if (kept == null || faulty) {
                                throw new CompletionException(
                                        new ProjectException("The project is not kept any more; save it elsewhere."));
                            }
                            view.ifPresent(kept::look);
                            return kept.save();
                        },
                        thread)
                .thenCompose(saved -> saved);
    }

    /**
     * Goes on in a folder that the user names, where later changes go too. FX thread only.
     *
     * @param image seen from where the work is now, see {@link #base}
     * @param now what the study holds, in case the project does not have all of it
     */
    CompletableFuture<Void> moveTo(Path target, ImageReference image, ProjectContent now) {
        Path from = base();
        return CompletableFuture.runAsync(() -> move(from, target, image, now), thread);
    }

    /** Says that the work has moved. FX thread only. */
    void isNamed(Path target) {
        named = target;
    }

    /** Saves and lets go of the project after all changes so far, without waiting for it. FX thread only. */
    void close() {
        if (!closed) {
            closed = true;
            if (lookLater != null) {
                lookLater.cancel(false);
            }
            Optional<ViewState> view = view();
            thread.execute(() -> closeNow(view));
        }
    }

    /** Reads the image's files to know them again, and keeps that; {@link #repeat} takes the result. */
    Consumer<Project> knowImage(JobContext context) throws IOException {
        Path from = folder.place(study);
        ImageReference image = image(from, context);
        return kept -> kept.choose(List.of(image.seenFrom(from, kept.folder())));
    }

    /**
     * The image as the project knows it, or else by reading its files; for the file threads.
     *
     * @param from the project's folder
     */
    ImageReference image(Path from, JobContext context) throws IOException {
        Optional<ImageReference> known = CompletableFuture.supplyAsync(
                        () -> Optional.ofNullable(project).stream()
                                .flatMap(kept -> kept.images().stream())
                                .findFirst(),
                        thread)
                .join();
        if (known.isPresent()) {
            return known.get();
        }
        Path source = study.source();
        List<Path> files = List.of(source);
        if (Files.isDirectory(source)) {
            try (Stream<Path> all = Files.walk(source)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
        }
        String series = Files.isDirectory(source) ? study.name() : "";
        return ImageReference.of(from, files, series, context);
    }

    private Optional<ViewState> view() {
        return Optional.ofNullable(shown).map(OpenStudy::view);
    }

    /** The folder that references in the project start from. FX thread only. */
    Path base() {
        return named().orElseGet(() -> folder.place(study));
    }

    private void repeatNow(Consumer<Project> change) {
        if (faulty) {
            return;
        }
        try {
            Project kept = project;
            if (kept == null) {
                kept = folder.create(study, listener);
                project = kept;
                listener.started(this);
            }
            change.accept(kept);
        } catch (ProjectException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(new ProjectException(
                    "The change could not be repeated (" + e.getClass().getSimpleName() + ").", e));
        }
    }

    private void move(Path from, Path target, ImageReference image, ProjectContent now) {
        Project before = project;
        ProjectContent whole = before == null || faulty ? now : before.content();
        try {
            Project moved = folder.copy(from, whole.on(image), target, listener);
            if (before != null) {
                leave(before);
            }
            project = moved;
            faulty = false;
        } catch (ProjectException e) {
            throw new CompletionException(e);
        }
        point(target);
    }

    private void point(Path target) {
        try {
            if (pointedTo) {
                folder.goesOn(study, target);
            }
        } catch (IOException e) {
            listener.notPointed(String.valueOf(e.getMessage()));
        }
    }

    private static void leave(Project before) {
        try {
            before.close();
        } catch (ProjectException e) {
            // what the old project lacks is in the new one
        }
    }

    private void fail(ProjectException e) {
        faulty = true;
        listener.fault(e.sentence());
    }

    private void closeNow(Optional<ViewState> view) {
        Project kept = project;
        if (kept != null) {
            try {
                if (!faulty) {
                    view.ifPresent(kept::look);
                }
                kept.close();
            } catch (ProjectException e) {
                listener.fault(e.sentence());
            }
        }
    }
}
