package diffusam.cli;

import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;

/** A command's own thread as a job: its progress is shown, and it ends with the process. */
record Watched(ProgressLine line) implements JobContext {
    @Override
    public void report(Progress progress) {
        line.accept(progress);
    }

    @Override
    public void checkpoint() {}
}
