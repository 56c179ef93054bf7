package diffusam.project;

import diffusam.files.SafeFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files that are there whole or not at all. */
final class WholeFile {
    static final String PART = ".part";

    private static final int BUFFER = 1 << 16;

    private WholeFile() {}

    /**
     * Writes a file beside its place, waits until it is on disk, reads it back, and gives it its name. The name itself is
     * durable only when the folder is synced.
     *
     * @throws IOException if any of this fails; what was there before is untouched
     */
    static FileEntry write(FileLayer files, Path file, SafeFile.Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + PART);
        try {
            FileEntry written = writePart(files, part, file, content);
            FileEntry found = entry(files, part, written.name());
            if (!found.equals(written)) {
                throw new IOException("the disk does not give back what was written to " + written.name());
            }
            files.rename(part, file);
            return written;
        } catch (IOException e) {
            discard(files, part, e);
            throw e;
        }
    }

    /** Size and hash of a file. */
    static FileEntry entry(FileLayer files, Path file, String name) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = files.read(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                bytes += n;
            }
        }
        return new FileEntry(name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static byte[] read(FileLayer files, Path file) throws IOException {
        try (InputStream in = files.read(file)) {
            return in.readAllBytes();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static FileEntry writePart(FileLayer files, Path part, Path file, SafeFile.Content content)
            throws IOException {
        MessageDigest digest = sha256();
        try (FileLayer.Sink sink = files.create(part)) {
            SinkStream counted = new SinkStream(sink);
            OutputStream out = new BufferedOutputStream(new DigestOutputStream(counted, digest), BUFFER);
            content.writeTo(out);
            out.flush();
            sink.sync();
            return new FileEntry(
                    file.getFileName().toString(), counted.bytes, HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static void discard(FileLayer files, Path part, IOException why) {
        try {
            files.delete(part);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static final class SinkStream extends OutputStream {
        private final FileLayer.Sink sink;
        private long bytes;

        SinkStream(FileLayer.Sink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int offset, int length) throws IOException {
            FileLayer.writeFully(sink, ByteBuffer.wrap(b, offset, length));
            bytes += length;
        }
    }
}
