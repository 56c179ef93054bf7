package diffusam.app;

import diffusam.jobs.JobContext;
import diffusam.project.ImageReference;
import diffusam.project.Notice;
import diffusam.project.Project;
import diffusam.project.ProjectContent;
import diffusam.project.ProjectException;
import diffusam.project.ProjectLockedException;
import diffusam.project.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Binds the work on a study to the project that keeps it. The project is started by the first change, and repeats all of
 * them on the thread of the work folder. After a fault nothing is kept any more, which is told once.
 */
final class KeptWork implements OpenStudy.Keeping {
    private final WorkFolder folder;
    private final ExecutorService thread;
    private final Study study;
    private final Listener listener;
    private final @Nullable ProjectContent content;
    private final @Nullable Recovery recovery;

    // on the thread of the work folder
    private @Nullable Project project;
    private boolean faulty;

    private boolean closed;

    /** Opens what was kept of a study, if anything was; belongs on the thread of the work folder. */
    KeptWork(WorkFolder folder, Study study, Listener listener) {
        this.folder = folder;
        this.thread = folder.thread();
        this.study = study;
        this.listener = listener;
        try {
            project = folder.open(study, listener).orElse(null);
        } catch (ProjectLockedException e) {
            fail(e);
        } catch (ProjectException e) {
            listener.fault(e.sentence()); // the next change starts another project beside this one
        }
        Project opened = project;
        content = opened == null ? null : opened.content();
        recovery = opened == null ? null : opened.recovery();
    }

    /** Hears of what happens to the project, on any thread. */
    interface Listener {
        /** The project says something about its safety. */
        void hear(Notice notice);

        /** The work is not kept, for the reason that the sentence tells. */
        void fault(String sentence);

        /** A project was started, and does not know yet which files the image consists of. */
        void started(KeptWork work);
    }

    /** What was kept when the study was opened. */
    Optional<ProjectContent> content() {
        return Optional.ofNullable(content);
    }

    /** What opening the project brought back that no save held. */
    Optional<Recovery> recovery() {
        return Optional.ofNullable(recovery);
    }

    /** Repeats a change on the project. FX thread only. */
    @Override
    public void repeat(Consumer<Project> change) {
        if (!closed) {
            thread.execute(() -> repeatNow(change));
        }
    }

    /** Saves and lets go of the project after all changes so far, without waiting for it. FX thread only. */
    void close() {
        if (!closed) {
            closed = true;
            thread.execute(this::closeNow);
        }
    }

    /** Reads the image's files to know them again, and keeps that; {@link #repeat} takes the result. */
    Consumer<Project> knowImage(JobContext context) throws IOException {
        Path source = study.source();
        List<Path> files = List.of(source);
        if (Files.isDirectory(source)) {
            try (Stream<Path> all = Files.walk(source)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
        }
        String series = Files.isDirectory(source) ? study.name() : "";
        ImageReference image = ImageReference.of(folder.place(study), files, series, context);
        return kept -> kept.choose(List.of(image));
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

    private void fail(ProjectException e) {
        faulty = true;
        listener.fault(e.sentence());
    }

    private void closeNow() {
        Project kept = project;
        if (kept != null) {
            try {
                kept.close();
            } catch (ProjectException e) {
                listener.fault(e.sentence());
            }
        }
    }
}
