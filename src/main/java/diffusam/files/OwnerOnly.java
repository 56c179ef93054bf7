package diffusam.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that nobody but their owner may read. Where the file system knows no permissions, a user's own folder is
 * private by itself.
 */
public final class OwnerOnly {
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private OwnerOnly() {}

    /** Makes a folder and those above it; it is no error if they are there. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, permissions(folder, FOLDER));
    }

    /** Makes one folder. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, permissions(folder, FOLDER));
    }

    /** Makes an empty file in place of what was there, and opens it for writing. */
    public static FileChannel create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Opens a file; only if it is made does it get permissions. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, permissions(file, FILE));
    }

    private static FileAttribute<?>[] permissions(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
