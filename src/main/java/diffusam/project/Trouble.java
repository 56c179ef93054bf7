package diffusam.project;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Why a disk does not take a file, in words. */
enum Trouble {
    FULL("the disk is full; make room, and what is waiting is written by itself"),
    READ_ONLY("the folder cannot be written to; save a copy elsewhere or change its permissions"),
    GONE("the folder is not there any more; reconnect the disk or network share, or save a copy elsewhere"),
    DAMAGED("the disk reports an error; save a copy on another disk");

    private static final long NEARLY_FULL_BYTES = 1 << 16;

    private final String words;

    Trouble(String words) {
        this.words = words;
    }

    /** What to say of it: a clause that says what is wrong and what to do. */
    String words() {
        return words;
    }

    /** What is behind a failed call in {@code folder}. */
    static Trouble of(IOException e, Path folder, FileLayer files) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (mentions(text, "no space left", "not enough space", "quota exceeded", "disk full")) {
            return FULL;
        }
        if (e instanceof AccessDeniedException
                || e.getCause() instanceof ReadOnlyFileSystemException
                || mentions(text, "read-only", "permission denied")) {
            return READ_ONLY;
        }
        if (e instanceof NoSuchFileException
                || e instanceof NotDirectoryException
                || mentions(text, "stale", "not connected", "host is down", "network", "no such device")
                || !Files.isDirectory(folder)) {
            return GONE;
        }
        return files.usableBytes(folder) < NEARLY_FULL_BYTES ? FULL : DAMAGED;
    }

    private static boolean mentions(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
