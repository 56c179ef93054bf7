package diffusam.app;

import diffusam.app.RunningJob.Ending;
import diffusam.jobs.Job;
import diffusam.jobs.JobHandle;
import diffusam.jobs.Jobs;
import diffusam.jobs.Progress;
import diffusam.jobs.Urgency;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Starts jobs for the window and brings their progress and results back to the FX thread, where all its methods belong. */
final class Background {
    private final Jobs jobs;
    private final Executor fxThread;
    private final Consumer<Failure> onFailure;
    private final ObservableList<RunningJob> running = FXCollections.observableArrayList();
    private final ObservableList<RunningJob> readableRunning = FXCollections.unmodifiableObservableList(running);

    /** What went wrong with which job. */
    record Failure(String title, Throwable cause) {}

    Background(Jobs jobs, Executor fxThread, Consumer<Failure> onFailure) {
        this.jobs = jobs;
        this.fxThread = fxThread;
        this.onFailure = onFailure;
    }

    /** The jobs that have not ended, oldest first. */
    ObservableList<RunningJob> running() {
        return readableRunning;
    }

    /** Starts work on the model thread; {@code then} gets the result on the FX thread. */
    <T> RunningJob model(Urgency urgency, String title, Job<T> job, Consumer<T> then) {
        return start(title, then, progress -> jobs.model(urgency, title, job, progress));
    }

    /** Starts work on a file thread; {@code then} gets the result on the FX thread. */
    <T> RunningJob io(String title, Job<T> job, Consumer<T> then) {
        return start(title, then, progress -> jobs.io(title, job, progress));
    }

    private <T> RunningJob start(
            String title, Consumer<T> then, Function<Consumer<Progress>, JobHandle<T>> submission) {
        RunningJob shown = new RunningJob(title);
        running.add(shown);
        FxQueue<Progress> progress = new FxQueue<>(fxThread, shown.progress::set);
        JobHandle<T> handle = submission.apply(progress::add);
        shown.cancelsWith(handle);
        handle.result().whenComplete((result, error) -> fxThread.execute(() -> end(shown, result, error, then)));
        return shown;
    }

    private <T> void end(RunningJob job, T result, @Nullable Throwable error, Consumer<T> then) {
        running.remove(job);
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause == null) {
            try {
                then.accept(result);
            } finally { // or those who wait for the job would wait for ever
                job.ending().complete(Ending.DONE);
            }
        } else if (cause instanceof CancellationException) {
            job.ending().complete(Ending.CANCELLED);
        } else {
            onFailure.accept(new Failure(job.title(), cause));
            job.ending().complete(Ending.FAILED);
        }
    }
}
