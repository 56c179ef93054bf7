package diffusam.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The most memory this process has held so far. On Linux the peak resident set, native tensors included (VmHWM); elsewhere
 * the sum of the peaks of the Java memory pools, which leaves native tensors out.
 */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {}

    static long megabytes() {
        return peakResidentKilobytes().orElseGet(PeakMemory::javaKilobytes) / 1024;
    }

    private static Optional<Long> peakResidentKilobytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) { // not Linux
            return Optional.empty();
        }
    }

    private static long javaKilobytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / 1024;
    }
}
