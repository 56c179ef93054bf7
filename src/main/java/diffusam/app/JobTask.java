package diffusam.app;

import diffusam.jobs.Progress;
import javafx.concurrent.Task;

/** Shows a running job to controls that know tasks only; cancelling the task cancels the job. FX thread only. */
final class JobTask extends Task<Void> {
    private final RunningJob job;
    private final Texts texts;

    JobTask(RunningJob job, Texts texts) {
        this.job = job;
        this.texts = texts;
        updateTitle(job.title());
        job.progress.subscribe(this::show);
    }

    private void show(Progress now) {
        updateMessage(now.stage().equals(job.title()) ? "" : texts.stage(now.stage()));
        updateProgress(now.total() > 0 ? now.done() : -1, now.total() > 0 ? now.total() : -1);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        job.cancel();
        return true;
    }

    /** The work is the job's; a task that is never started only shows it. */
    @Override
    protected Void call() {
        throw new UnsupportedOperationException("a job's task is shown, not run");
    }
}
