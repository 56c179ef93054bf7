package diffusam.io.dicom;

import diffusam.volume.Volume;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Seconds to open a series from a warm disk, here and in pydicom with its native decoders, each the best of three. Arguments:
 * a Python that has pydicom, then slices and how many times each stands in its series, such as {@code ct.dcm 500}.
 */
final class OpeningBenchmark {
    private static final String SCRIPT = "src/test/python/dicom_opening.py";
    private static final int ROUNDS = 3;

    private OpeningBenchmark() {}

    public static void main(String[] args) throws Exception {
        for (int n = 1; n + 1 < args.length; n += 2) {
            Path folder = Files.createTempDirectory("opening");
            try {
                python(args[0], "make", args[n], args[n + 1], folder.toString());
                measure(args[0], args[n], folder);
            } finally {
                delete(folder);
            }
        }
    }

    private static void measure(String python, String slice, Path folder) throws Exception {
        double first = Double.POSITIVE_INFINITY;
        double ours = Double.POSITIVE_INFINITY;
        int slices = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            DicomFolder.glimpse(folder);
            first = Math.min(first, (System.nanoTime() - start) / 1e9);
            start = System.nanoTime();
            Volume volume = DicomFolder.scan(folder).largest().read();
            ours = Math.min(ours, (System.nanoTime() - start) / 1e9);
            slices = volume.grid().extent().nz();
        }
        double theirs = Double.parseDouble(python(python, "time", folder.toString()));
        System.out.printf(
                Locale.ROOT,
                "%s: %d slices in %.2f s, the first after %.2f s; pydicom %.2f s, ratio %.2f; load average %.1f%n",
                Path.of(slice).getFileName(),
                slices,
                ours,
                first,
                theirs,
                ours / theirs,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String python(String program, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(program, SCRIPT));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed");
        }
        return said.strip();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
