package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of every kind are read or refused with a sentence, in bounded time and memory. More inputs than in the build:
 * {@code mvn test -Dtest=DicomFuzzTest -Dfuzz.inputs=100000}.
 */
class DicomFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 10_000);
    private static final long MAX_SEED_BYTES = 45_000;
    private static final long MAX_CPU_NANOS = 2_000_000_000L;
    private static final long SPARE_BYTES = 64L << 20;
    private static final Path NAME = Path.of("fuzzed.dcm");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void damagedFilesAreReadOrRefusedInBoundedTimeAndMemory(@TempDir Path folder) throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1));
        List<byte[]> seeds = seeds(folder, piece);
        int refused = 0;
        List<AssertionError> faults = new ArrayList<>();
        for (int n = 0; n < INPUTS; n++) {
            byte[] input = Mutation.of(seeds.get(n % seeds.size()), seeds, new Random(n));
            try {
                refused += exercise(input, n, piece.volume()) ? 0 : 1;
            } catch (AssertionError e) {
                faults.add(e);
            }
        }
        assertAll("of " + INPUTS + " inputs", faults.stream().limit(20).map(e -> () -> {
            throw e;
        }));
        assertTrue(refused > INPUTS / 20 && refused < INPUTS, refused + " of " + INPUTS + " were refused");
    }

    private static List<byte[]> seeds(Path folder, Piece piece) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        SegmentationWriter.writeBinary(folder.resolve("seg.dcm"), piece.series(), piece.annotation());
        StructureSetWriter.write(folder.resolve("rs.dcm"), piece.series(), piece.annotation());
        seeds.add(Files.readAllBytes(folder.resolve("ct/slice-001.dcm")));
        seeds.add(Files.readAllBytes(folder.resolve("seg.dcm")));
        seeds.add(Files.readAllBytes(folder.resolve("rs.dcm")));
        if (SharedData.present()) {
            for (String place : List.of("dicom/pydicom_test_files", "dicom/rt_utils_mock", "dicom_seg")) {
                try (Stream<Path> walk = Files.walk(SharedData.path(place))) {
                    List<Path> files = walk.filter(
                                    f -> Files.isRegularFile(f) && !f.toString().endsWith(".nrrd"))
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
                    for (Path file : files) {
                        if (Files.size(file) <= MAX_SEED_BYTES) {
                            seeds.add(Files.readAllBytes(file));
                        }
                    }
                }
            }
        }
        return seeds;
    }

    /** Does with a file all that the program does with one; false if it was refused as it should be. */
    private static boolean exercise(byte[] input, int n, Volume onto) {
        long thread = Thread.currentThread().threadId();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getThreadAllocatedBytes(thread);
        boolean read = false;
        try (DicomFile file = DicomFile.parse(NAME, input)) {
            use(file, onto);
            read = true;
        } catch (DicomException e) {
            String sentence = String.valueOf(e.getMessage());
            assertTrue(sentence.startsWith(NAME + ": "), () -> "input " + n + ": " + sentence);
            assertTrue(sentence.length() < 300 && sentence.indexOf('\n') < 0, () -> "input " + n + ": " + sentence);
        } catch (Throwable e) {
            fail("input " + n + " of " + input.length + " bytes", e);
        }
        long tookNanos = THREADS.getCurrentThreadCpuTime() - cpu;
        long tookBytes = THREADS.getThreadAllocatedBytes(thread) - allocated;
        assertTrue(tookNanos < MAX_CPU_NANOS, () -> "input " + n + " took " + tookNanos / 1_000_000 + " ms");
        assertTrue(tookBytes < 4L * input.length + SPARE_BYTES, () -> "input " + n + " took " + tookBytes + " bytes");
        return read;
    }

    private static void use(DicomFile file, Volume onto) throws IOException {
        if (file.classUid().equals(StructureSetReader.CLASS_UID)) {
            StructureSetReader.read(file).on(onto.grid());
            return;
        }
        if (SegmentationReader.isSegmentation(file)) {
            SegmentationReader.read(file);
            return;
        }
        if (file.classUid().equals(Directory.CLASS_UID)) {
            Directory.read(file);
            return;
        }
        if (!file.dataSet().has(Tag.ROWS)) {
            return;
        }
        SeriesSorter.sort(HeaderReader.read(file));
        PixelData pixels = PixelData.of(file);
        for (int frame = 0; frame < Math.min(2, pixels.format().frames()); frame++) {
            pixels.frame(frame);
        }
    }
}
