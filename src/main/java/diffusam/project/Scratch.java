package diffusam.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder for temporary files that only its owner may enter. It is removed when closed, and by the next process that wants
 * one if this process did not get to it.
 */
public final class Scratch implements AutoCloseable {
    private static final String PREFIX = "scratch-";

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes a new folder.
     *
     * @param parent a folder of the user's own; it is made if it is not there
     * @throws IOException if it cannot be made
     */
    public static Scratch in(Path parent) throws IOException {
        FileLayer files = new DiskFiles();
        files.createFolder(parent);
        try (Stream<Path> all = Files.list(parent)) {
            for (Path left : all.filter(Scratch::isLeft).toList()) {
                remove(left);
            }
        }
        ProcessHandle process = ProcessHandle.current();
        Path folder = parent.resolve(PREFIX + process.pid() + "-" + UUID.randomUUID());
        files.createFolder(folder);
        return new Scratch(folder);
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        remove(folder);
    }

    /** True for the folder of a process that has ended. */
    private static boolean isLeft(Path folder) {
        String name = folder.getFileName().toString();
        int end = name.indexOf('-', PREFIX.length());
        if (!name.startsWith(PREFIX) || end < 0) {
            return false;
        }
        try {
            long process = Long.parseLong(name, PREFIX.length(), end, 10);
            return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // somebody was quicker
        }
    }
}
