package diffusam.jobs;

import java.util.concurrent.CompletableFuture;

/** A submitted job, seen from outside. */
public final class JobHandle<T> {
    private final String title;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile boolean cancelled;

    JobHandle(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Asks the job to end at its next checkpoint; a job that has not started never will. */
    public void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Completes on the job's thread: with the result, the job's exception, or a cancellation. */
    public CompletableFuture<T> result() {
        return result;
    }
}
