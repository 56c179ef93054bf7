package diffusam.project;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the project asks of a file system; every call may fail. Safe for use by several threads on different files. */
interface FileLayer {
    InputStream read(Path file) throws IOException;

    /** Makes an empty file that only its owner may read, in place of what was there. */
    Sink create(Path file) throws IOException;

    /** Gives a file another name in the same folder, at one instant, in place of what was there. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file; it is no error if there is none. */
    void delete(Path file) throws IOException;

    /** Makes a folder that only its owner may enter; it is no error if it is there. */
    void createFolder(Path folder) throws IOException;

    /** The files and folders in a folder, by name. */
    List<Path> list(Path folder) throws IOException;

    /** Returns when the names in a folder would survive a power cut. */
    void syncFolder(Path folder) throws IOException;

    /**
     * Claims a file for this process until the result is closed or the process ends; empty if another has it.
     *
     * @throws IOException also where the file system knows no locks
     */
    Optional<Closeable> lock(Path file) throws IOException;

    /** Bytes that can still be written to a folder; {@code Long.MAX_VALUE} where that is unknown. */
    long usableBytes(Path folder);

    /** A file being written. */
    interface Sink extends Closeable {
        /** Writes at least one byte and at most all that remain, and returns how many. */
        int write(ByteBuffer bytes) throws IOException;

        /** Returns when what was written would survive a power cut. */
        void sync() throws IOException;
    }

    /** Writes all of {@code bytes}. */
    static void writeFully(Sink sink, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (sink.write(bytes) <= 0) {
                throw new IOException("the file takes no more bytes");
            }
        }
    }
}
