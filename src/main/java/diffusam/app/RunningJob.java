package diffusam.app;

import diffusam.jobs.JobHandle;
import diffusam.jobs.Progress;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** A job as the window shows it. FX thread only. */
final class RunningJob {
    private final String title;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private Runnable canceller = () -> {};

    /** The newest moment of the job; listeners hear of every one that was reported. */
    final ObjectProperty<Progress> progress;

    RunningJob(String title) {
        this.title = title;
        progress = new SimpleObjectProperty<>(Progress.of(title, 0, 0));
    }

    /** How a job came to an end. */
    enum Ending {
        DONE,
        CANCELLED,
        FAILED
    }

    String title() {
        return title;
    }

    /** Completes on the FX thread. */
    CompletableFuture<Ending> ending() {
        return ending;
    }

    void cancel() {
        canceller.run();
    }

    void cancelsWith(JobHandle<?> handle) {
        canceller = handle::cancel;
    }
}
