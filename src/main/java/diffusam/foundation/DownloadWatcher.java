package diffusam.foundation;

/** Is told how far a download is; ends it by throwing {@link java.util.concurrent.CancellationException}. */
@FunctionalInterface
public interface DownloadWatcher {
    /** Bytes here and bytes in all; the total is 0 if the server does not say. */
    void at(long done, long total);
}
