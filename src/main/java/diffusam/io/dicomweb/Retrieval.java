package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.Instance;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Retrieves a series (WADO-RS), one object after the other, into a folder. */
final class Retrieval {
    private static final String ACCEPT = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private final Connection connection;
    private final String seriesPath;
    private final Path folder;

    Retrieval(Connection connection, String seriesPath, Path folder) {
        this.connection = connection;
        this.seriesPath = seriesPath;
        this.folder = folder;
    }

    /** Fetches what is not there yet, and returns how many files that were. */
    int run(List<Uid> instances, JobContext context) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
        int fetched = 0;
        for (int n = 0; n < instances.size(); n++) {
            context.report(Progress.of("Fetching", n, instances.size()));
            if (!isThere(instances.get(n))) {
                fetch(instances.get(n), context);
                fetched++;
            }
        }
        context.report(Progress.of("Fetching", instances.size(), instances.size()));
        return fetched;
    }

    private Path file(Uid uid) {
        return folder.resolve(uid + ".dcm");
    }

    private boolean isThere(Uid uid) throws IOException {
        try {
            return Files.exists(file(uid)) && Instance.of(file(uid)).uid().equals(uid.text());
        } catch (DicomException e) {
            return false; // damaged since: fetched again
        }
    }

    private void fetch(Uid uid, JobContext context) throws IOException {
        Path answer = folder.resolve("." + uid + ".answer.part");
        Path part = folder.resolve("." + uid + ".part");
        try {
            create(answer).close();
            String type = connection.receive(
                    connection.server().at(seriesPath + "/instances/" + uid), ACCEPT, answer, context);
            unwrap(answer, type, part);
            verify(part, uid);
            Files.move(part, file(uid), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(answer);
            Files.deleteIfExists(part);
        }
    }

    private void unwrap(Path answer, String type, Path part) throws IOException {
        Optional<String> boundary = Multipart.boundary(type);
        if (boundary.isEmpty() && !type.startsWith("application/dicom") || type.startsWith(Connection.JSON)) {
            throw new DicomException(host() + " answers with \"" + type.replaceAll("\\p{Cntrl}", "?")
                    + "\" instead of DICOM; check the address");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(answer), 1 << 16);
                FileChannel channel = create(part);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            if (boundary.isPresent()) {
                new Multipart(in, boundary.get()).copyFirst(out);
            } else {
                in.transferTo(out);
            }
            out.flush();
            channel.force(true);
        } catch (EOFException e) {
            throw cutShort();
        }
    }

    private void verify(Path part, Uid uid) throws IOException {
        String got;
        try {
            got = Instance.of(part).uid();
        } catch (DicomException e) {
            throw cutShort();
        }
        if (!got.equals(uid.text())) {
            throw new DicomException(host() + " sent another object than " + uid + "; it was not kept");
        }
    }

    private DicomException cutShort() {
        return new DicomException(host() + " sent an object that is cut short or damaged; it was not kept, try again");
    }

    private String host() {
        return connection.server().host();
    }

    private FileChannel create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"));
    }

    /** Where the file system knows permissions, only the owner's; elsewhere a user's own folder is private by itself. */
    private FileAttribute<?>[] ownerOnly(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
