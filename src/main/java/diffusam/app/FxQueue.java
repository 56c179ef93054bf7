package diffusam.app;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Carries values to the FX thread in order. Handling them stops after a few milliseconds and goes on in the next pulse, so
 * that a flood of values never holds the window up.
 */
final class FxQueue<T> {
    private static final long BUDGET_NANOS = 5_000_000;

    private final Executor fxThread;
    private final Consumer<T> handler;
    private final ConcurrentLinkedQueue<T> values = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * @param fxThread runs what it is given on the FX thread, later
     * @param handler called there
     */
    FxQueue(Executor fxThread, Consumer<T> handler) {
        this.fxThread = fxThread;
        this.handler = handler;
    }

    /** From any thread. */
    void add(T value) {
        values.add(value);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            fxThread.execute(this::drain);
        }
    }

    private void drain() {
        scheduled.set(false);
        long end = System.nanoTime() + BUDGET_NANOS;
        for (T value = values.poll(); value != null; value = values.poll()) {
            handler.accept(value);
            if (System.nanoTime() > end && !values.isEmpty()) {
                schedule();
                return;
            }
        }
    }
}
