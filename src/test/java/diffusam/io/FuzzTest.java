package diffusam.io;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import diffusam.io.metaimage.MetaImageReader;
import diffusam.io.nifti.NiftiReader;
import diffusam.io.nrrd.NrrdReader;
import diffusam.io.raw.ImageFileException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files of every format. Each opens, or fails with one sentence that names a file; nothing else is thrown, no more
 * is allocated than four times the file and 64 MiB, and nothing hangs. The inputs are the same in every run;
 * {@code -Dfuzz.inputs=100000} makes more of them than the 10,000 of a build.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 10_000);
    private static final long FREE_BYTES = 64L << 20;
    private static final int LONGEST_FAULT = 300;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(classes = {NiftiReader.class, NrrdReader.class, MetaImageReader.class})
    void aDamagedFileOpensOrFailsWithOneSentence(Class<?> format) throws IOException {
        List<Path> files = copyFixtures(format);
        Damage damage = new Damage(format.getSimpleName().hashCode());
        int failed = 0;
        for (int n = 0; n < INPUTS / 3; n++) {
            Path file = files.get(n % files.size());
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = damage.of(whole);
            replace(file, damaged);
            failed += opens(file, n) ? 0 : 1;
            replace(file, whole);
        }
        assertTrue(failed > INPUTS / 30, "only " + failed + " failed: the damage is too mild to test anything");
        assertTrue(
                failed < INPUTS / 3 - INPUTS / 100, failed + " failed: the damage is too coarse to reach the voxels");
    }

    /** Overwriting a file waits for the disk on some file systems; a new file does not. */
    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }

    private List<Path> copyFixtures(Class<?> format) throws IOException {
        List<Path> copies = new ArrayList<>();
        Path source = Reference.fixture(format, "fixtures.json").getParent();
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".json") && !name.endsWith(".class")) {
                    copies.add(Files.copy(file, folder.resolve(name)));
                }
            }
        }
        return copies;
    }

    private boolean opens(Path file, int number) throws IOException {
        long allowed = FREE_BYTES + 4 * Files.size(file);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            Images.open(file);
            return true;
        } catch (ImageFileException e) {
            assertIsOneSentence(e.getMessage(), number);
            return false;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("input " + number + ", " + file.getFileName() + ": " + e, e);
        } finally {
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated <= allowed, "input " + number + " allocated " + allocated + " bytes");
        }
    }

    private void assertIsOneSentence(String message, int number) {
        assertTrue(message.startsWith(folder.toString()), () -> "input " + number + ": " + message);
        assertTrue(
                message.chars().noneMatch(Character::isISOControl)
                        && message.length() - folder.toString().length() < LONGEST_FAULT,
                () -> "input " + number + ": " + message);
    }
}
