package diffusam.app;

import diffusam.files.OwnerOnly;
import diffusam.files.SafeFile;
import diffusam.jobs.Jobs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * What went wrong, in a file of the user's that its finder can send in: times, and kinds and places of errors in the
 * program. No message of an error gets into it, as these may name files and through them patients. Two files of bounded
 * size, of which the older one is dropped. For use by any thread.
 */
final class FaultLog implements AutoCloseable {
    private static final long MOST_BYTES = 1 << 18;
    private static final String NAME = "faults.log";
    private static final String BEFORE = "faults.before.log";

    private final Path folder;
    private final String program;
    private final InstantSource clock;
    private final ExecutorService thread = Jobs.newFileThread("faults");

    /** @param program name and version, for each entry */
    FaultLog(Path folder, String program, InstantSource clock) {
        this.folder = folder;
        this.program = program;
        this.clock = clock;
    }

    /** Adds an error, soon. */
    void add(Throwable fault) {
        String entry = clock.instant() + " " + program + ", Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "\n" + placeOf(fault) + "\n";
        thread.execute(() -> write(entry));
    }

    /** Waits until everything is written. */
    @Override
    public void close() {
        thread.close();
    }

    /** The error and its causes with their places in the program, without their messages. */
    static String placeOf(Throwable fault) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = fault; t != null; t = t.getCause()) {
            text.append(t.getClass().getName()).append('\n');
            for (StackTraceElement element : t.getStackTrace()) {
                text.append("    ").append(element).append('\n');
            }
        }
        return text.toString();
    }

    private void write(String entry) {
        ByteBuffer bytes =
                StandardCharsets.UTF_8.encode(entry.substring(0, (int) Math.min(entry.length(), MOST_BYTES)));
        try {
            OwnerOnly.createFolders(folder);
            if (size() + bytes.remaining() > MOST_BYTES) {
                SafeFile.replace(folder.resolve(BEFORE), folder.resolve(NAME));
            }
            try (FileChannel file = OwnerOnly.open(
                    folder.resolve(NAME), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
                file.write(bytes);
            }
        } catch (IOException e) {
            // the user has been told of the fault itself; a log that cannot be written must not be another
        }
    }

    private long size() throws IOException {
        try {
            return Files.size(folder.resolve(NAME));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
