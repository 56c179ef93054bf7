package diffusam.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes whole files: beside their final place first, so that no reader ever finds half of one. */
public final class SafeFile {
    private SafeFile() {}

    /** Produces the bytes of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the stream is buffered and is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    @FunctionalInterface
    private interface Creation {
        FileChannel create(Path file) throws IOException;
    }

    /**
     * Writes {@code file}, replacing what was there only when all is on disk.
     *
     * @throws UnwritableFileException if it cannot be written; what was there before is untouched
     */
    public static void write(Path file, Content content) throws IOException {
        write(file, part -> FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), content);
    }

    /** The same for a file that nobody else may read. */
    public static void writePrivate(Path file, Content content) throws IOException {
        write(file, OwnerOnly::create, content);
    }

    /** Puts a file that was written beside another, and is on disk, in the other's place. */
    public static void replace(Path target, Path by) throws IOException {
        try {
            Files.move(by, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(by, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(Path file, Creation creation, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel = creation.create(part);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            replace(target, part);
        } catch (IOException e) {
            throw new UnwritableFileException(file, reason(e, target), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String reason(IOException e, Path target) {
        return switch (e) {
            case NoSuchFileException gone -> "the folder " + target.getParent() + " does not exist";
            case AccessDeniedException denied -> "the permissions of " + target.getParent() + " forbid it";
            default -> String.valueOf(e.getMessage());
        };
    }
}
