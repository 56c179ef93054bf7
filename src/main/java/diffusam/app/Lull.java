package diffusam.app;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The pause after which what merely follows from somebody's work is done: while a person paints, the processor is theirs.
 */
final class Lull {
    private static final long REST_MS = 250;
    private static final long MOST_MS = 2000;

    private Lull() {}

    /**
     * Takes the newest request when none has come for a quarter of a second, or after two seconds at most. Blocks; for a
     * thread in the background.
     *
     * @return {@code null} if the thread is to end
     */
    @SuppressWarnings("ReferenceEquality") // each request is another object
    static <T> @Nullable T takeNewest(AtomicReference<@Nullable T> wanted) {
        try {
            T seen = null;
            for (long waited = 0; seen != wanted.get() && waited < MOST_MS; waited += REST_MS) {
                seen = wanted.get();
                Thread.sleep(REST_MS);
            }
            return wanted.getAndSet(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
            return null;
        }
    }
}
