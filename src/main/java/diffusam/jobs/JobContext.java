package diffusam.jobs;

import java.util.concurrent.CancellationException;

/** What a running job sees of its runner. */
public interface JobContext {
    /** Reports where the work is; cheap enough to call at every step. */
    void report(Progress progress);

    /**
     * A safe point: ends the job if it was cancelled, and lets more urgent work of the same thread go first.
     *
     * @throws CancellationException if the job was cancelled
     */
    void checkpoint();

    /** A context that ignores progress and is never cancelled. */
    static JobContext silent() {
        return new JobContext() {
            @Override
            public void report(Progress progress) {}

            @Override
            public void checkpoint() {}
        };
    }
}
