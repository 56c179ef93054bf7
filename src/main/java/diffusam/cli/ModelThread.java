package diffusam.cli;

import diffusam.jobs.Job;
import diffusam.jobs.JobHandle;
import diffusam.jobs.Jobs;
import diffusam.jobs.Urgency;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Runs a command's work with networks where that belongs. */
record ModelThread(Terminal terminal) {
    /** Runs a job on the model thread, shows its progress, and waits for it. */
    <T> T call(String title, Job<T> job) throws UserError, IOException, InterruptedException {
        try (Jobs jobs = new Jobs();
                ProgressLine progress = new ProgressLine(terminal)) {
            JobHandle<T> handle = jobs.model(Urgency.PROPAGATION, title, job, progress);
            return handle.result().get();
        } catch (ExecutionException e) {
            throw unwrapped(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** Rethrows what ended the job, as it was. */
    private static RuntimeException unwrapped(Throwable cause) throws UserError, IOException {
        switch (cause) {
            case UserError error -> throw error;
            case IOException fault -> throw fault;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new IllegalStateException(cause);
        }
    }
}
