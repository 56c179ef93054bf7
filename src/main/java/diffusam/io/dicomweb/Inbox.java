package diffusam.io.dicomweb;

import diffusam.files.OwnerOnly;
import diffusam.files.SafeFile;
import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.Instance;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder into which objects come from the network, as {@code UID.dcm} files that only their owner may read, each whole or
 * not at all.
 */
public final class Inbox {
    private final Path folder;

    private Inbox(Path folder) {
        this.folder = folder;
    }

    /** Produces the bytes of an object. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the caller closes the stream. @throws EOFException if the object is cut short */
        void writeTo(OutputStream out) throws IOException;
    }

    /** @param folder made if need be */
    public static Inbox at(Path folder) throws IOException {
        OwnerOnly.createFolders(folder);
        return new Inbox(folder);
    }

    /** True if this object is there, whole. */
    public boolean has(Uid uid) throws IOException {
        try {
            return Files.exists(file(uid)) && Instance.of(file(uid)).uid().equals(uid.text());
        } catch (DicomException e) {
            return false; // damaged since: fetched again
        }
    }

    /**
     * Writes an object, and puts it in its place once it proves whole and what it should be.
     *
     * @param from who sends it, for sentences
     * @throws DicomException if it is cut short or another one; nothing is kept of it
     */
    public Path keep(Uid uid, String from, Content content) throws IOException {
        Path part = folder.resolve("." + uid + ".part");
        try {
            write(part, content);
            verify(part, uid, from);
            SafeFile.replace(file(uid), part);
            return file(uid);
        } catch (EOFException e) {
            throw cutShort(from);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** An empty file beside the object's place; the caller deletes it. */
    Path scratch(Uid uid) throws IOException {
        Path scratch = folder.resolve("." + uid + ".answer.part");
        OwnerOnly.create(scratch).close();
        return scratch;
    }

    private Path file(Uid uid) {
        return folder.resolve(uid + ".dcm");
    }

    private void write(Path part, Content content) throws IOException {
        try (FileChannel channel = OwnerOnly.create(part);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void verify(Path part, Uid uid, String from) throws IOException {
        String got;
        try {
            got = Instance.of(part).uid();
        } catch (DicomException e) {
            throw cutShort(from);
        }
        if (!got.equals(uid.text())) {
            throw new DicomException(from + " sent another object than " + uid + "; it was not kept");
        }
    }

    private static DicomException cutShort(String from) {
        return new DicomException(from + " sent an object that is cut short or damaged; it was not kept, try again");
    }
}
