package diffusam.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What each thread has computed so far, nanoseconds: unlike the clock it does not count what other programs take. */
record ProcessorTime(Map<String, Long> nanos) {
    private static final double LEAST_MS = 0.2;

    static ProcessorTime now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> nanos = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                nanos.merge(
                        thread.getThreadName(), Math.max(0, threads.getThreadCpuTime(thread.getThreadId())), Long::sum);
            }
        }
        return new ProcessorTime(nanos);
    }

    /** Of the program's own threads. */
    double backgroundMsSince(ProcessorTime before) {
        return nanos.entrySet().stream()
                        .filter(entry -> entry.getKey().matches("(render|io|work|model|journal|project).*"))
                        .mapToLong(entry -> entry.getValue() - before.nanos.getOrDefault(entry.getKey(), 0L))
                        .sum()
                / 1e6;
    }

    void printSince(ProcessorTime before, int times) {
        nanos.forEach((thread, total) -> {
            double ms = (total - before.nanos.getOrDefault(thread, 0L)) / 1e6 / times;
            if (ms >= LEAST_MS) {
                System.out.printf(Locale.ROOT, "    %.1f ms of processor time each by %s%n", ms, thread);
            }
        });
    }
}
