package diffusam.jobs;

/** Work that takes long enough to report progress and to be cancelled. */
@FunctionalInterface
public interface Job<T> {
    /**
     * Does the work on the calling thread.
     *
     * @throws java.util.concurrent.CancellationException if {@link JobContext#checkpoint} found it cancelled
     */
    T run(JobContext context) throws Exception;
}
