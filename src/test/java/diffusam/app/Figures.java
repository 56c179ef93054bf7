package diffusam.app;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Prints what was measured beside the bar for it. */
final class Figures {
    private Figures() {}

    /** Prints a time, and what of it the program itself has computed, on all processors together. */
    static void print(String what, long ms, long processorBefore, long bar) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d ms (bar %d), %d ms of processor time%n",
                what,
                ms,
                bar,
                processorMs() - processorBefore);
    }

    static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    static long processorMs() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElse(0L);
    }

    static void print(String what, double[] times, double bar95, double bar99) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, p95 %.1f ms (bar %.1f), p99 %.1f ms (bar %.0f), %d times%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) (0.95 * (sorted.length - 1))],
                bar95,
                sorted[(int) (0.99 * (sorted.length - 1))],
                bar99,
                sorted.length);
    }
}
