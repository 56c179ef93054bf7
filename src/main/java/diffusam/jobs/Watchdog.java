package diffusam.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what holds a thread up: asks it for a sign of life again and again, and looks at its stack while none comes.
 * For development; what the watching itself costs is a wake-up of the thread every few milliseconds.
 */
public final class Watchdog implements AutoCloseable {
    private static final long PAUSE_MS = 5;
    private static final int MOST_STACKS = 200;

    private final Executor watched;
    private final Duration limit;
    private final Consumer<Hold> onHold;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Thread watcher;
    private volatile boolean closed;

    /**
     * @param watched runs what it is given on the thread to watch
     * @param limit how long the thread may take to answer
     * @param onHold told on the watchdog's thread
     */
    public Watchdog(Executor watched, Duration limit, Consumer<Hold> onHold) {
        this.watched = watched;
        this.limit = limit;
        this.onHold = onHold;
        watcher = Thread.ofPlatform().name("watchdog").daemon().start(this::watch);
    }

    /**
     * A time in which the thread did not answer.
     *
     * @param stacks of the thread, one a millisecond from the limit on
     */
    public record Hold(Duration time, List<List<StackTraceElement>> stacks) {
        public Hold {
            stacks = List.copyOf(stacks);
        }

        /** The deepest call into code of {@code prefix} that most stacks have in common; the deepest of all without one. */
        public String place(String prefix) {
            return stacks.stream()
                    .map(stack -> deepest(stack, prefix))
                    .collect(Collectors.groupingBy(place -> place, LinkedHashMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("an unknown place");
        }

        private static String deepest(List<StackTraceElement> stack, String prefix) {
            return stack.stream()
                    .filter(frame -> frame.getClassName().startsWith(prefix))
                    .findFirst()
                    .or(() -> stack.stream().findFirst())
                    .map(StackTraceElement::toString)
                    .orElse("an unknown place");
        }
    }

    /** Ends the watching, without waiting for the watched thread. */
    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }

    private void watch() {
        try {
            while (!closed) {
                CountDownLatch answered = new CountDownLatch(1);
                long asked = System.nanoTime();
                watched.execute(() -> {
                    thread.set(Thread.currentThread());
                    answered.countDown();
                });
                if (!answered.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                    List<List<StackTraceElement>> stacks = stacksUntil(answered);
                    onHold.accept(new Hold(Duration.ofNanos(System.nanoTime() - asked), stacks));
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only close() interrupts, and the thread ends here
        }
    }

    private List<List<StackTraceElement>> stacksUntil(CountDownLatch answered) throws InterruptedException {
        List<List<StackTraceElement>> stacks = new ArrayList<>();
        do {
            Thread held = thread.get();
            if (held != null && stacks.size() < MOST_STACKS) {
                stacks.add(List.of(held.getStackTrace()));
            }
        } while (!answered.await(1, TimeUnit.MILLISECONDS));
        return stacks;
    }
}
