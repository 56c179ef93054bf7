package diffusam.app;

import diffusam.jobs.Watchdog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.application.Platform;

/** What holds the FX thread up for more than 8 ms, and how often, until this is closed. */
final class Holds implements AutoCloseable {
    private static final int MOST = 5;

    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private final Watchdog dog = new Watchdog(
            Platform::runLater, Duration.ofMillis(8), hold -> times.merge(hold.place("diffusam"), 1L, Long::sum));

    void print() {
        times.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((a, b) -> Long.compare(b, a)))
                .limit(MOST)
                .forEach(hold -> System.out.printf(
                        "    %d times longer than 8 ms on the FX thread: %s%n", hold.getValue(), hold.getKey()));
    }

    @Override
    public void close() {
        dog.close();
    }
}
