package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultLogTest {
    @TempDir
    private Path temp;

    @Test
    void anEntryTellsTheKindAndPlaceOfAnErrorButNotItsWords() throws IOException {
        Throwable named = new IllegalStateException(
                "Doe^Jane 1960-01-01", new NoSuchFileException("/scans/Doe_Jane/4711/slice1.dcm"));
        try (FaultLog log = log()) {
            log.add(new CompletionException("Opening Doe_Jane failed", named));
        }
        String text = Files.readString(temp.resolve("work/faults.log"));
        assertTrue(text.startsWith("2026-01-02T03:04:05Z Studio 1, Java "), text);
        assertTrue(text.contains("java.nio.file.NoSuchFileException"), text);
        assertTrue(text.contains("FaultLogTest.anEntryTells"), text);
        for (String secret : new String[] {"Doe", "Jane", "4711", "1960", "scans"}) {
            assertFalse(text.contains(secret), secret);
        }
    }

    @Test
    void theLogStaysSmallAndKeepsTheNewest() throws IOException {
        try (FaultLog log = log()) {
            for (int n = 0; n < 400; n++) {
                log.add(new IllegalArgumentException());
            }
            log.add(new ArithmeticException());
        }
        Path newest = temp.resolve("work/faults.log");
        Path before = temp.resolve("work/faults.before.log");
        assertTrue(Files.size(newest) <= 1 << 18);
        assertTrue(Files.size(before) <= 1 << 18 && Files.size(before) > 1 << 17);
        assertTrue(Files.readString(newest).contains("ArithmeticException"));
        try (var all = Files.list(temp.resolve("work"))) {
            assertEquals(2, all.count());
        }
    }

    @Test
    void othersMayNotReadIt() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        try (FaultLog log = log()) {
            log.add(new ArithmeticException());
        }
        Path work = temp.resolve("work");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(work)));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("faults.log"))));
    }

    @Test
    void aLogThatCannotBeWrittenIsNoFurtherFault() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "in the way");
        try (FaultLog log = new FaultLog(file.resolve("work"), "Studio 1", Instant::now)) {
            log.add(new ArithmeticException());
        }
        assertEquals("in the way", Files.readString(file));
    }

    private FaultLog log() {
        return new FaultLog(temp.resolve("work"), "Studio 1", () -> Instant.parse("2026-01-02T03:04:05Z"));
    }
}
