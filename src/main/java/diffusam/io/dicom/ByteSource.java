package diffusam.io.dicom;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes read by position: of a file, or in memory where they had to be unpacked. */
sealed interface ByteSource extends Closeable {
    long size();

    /** Fills {@code length} bytes of {@code into} from {@code offset}. */
    void read(long position, byte[] into, int offset, int length) throws IOException;

    @Override
    void close() throws IOException;

    /** A file, read through a window so that headers cost few system calls. */
    final class OfFile implements ByteSource {
        private static final int WINDOW = 1 << 14;

        private final FileChannel channel;
        private final long size;
        private final byte[] window = new byte[WINDOW];
        private long windowStart;
        private int windowLength;

        OfFile(Path path) throws IOException {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            size = channel.size();
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            if (position < 0 || position + length > size) {
                throw new EOFException("unexpected end of file");
            }
            if (length > WINDOW) {
                readFully(position, into, offset, length);
                return;
            }
            if (position < windowStart || position + length > windowStart + windowLength) {
                windowLength = 0;
                int wanted = (int) Math.min(WINDOW, size - position);
                readFully(position, window, 0, wanted);
                windowStart = position;
                windowLength = wanted;
            }
            System.arraycopy(window, (int) (position - windowStart), into, offset, length);
        }

        private void readFully(long position, byte[] into, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, position + length - buffer.remaining());
                if (read < 0) {
                    throw new EOFException("unexpected end of file");
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Bytes in memory. */
    final class OfArray implements ByteSource {
        private final byte[] bytes;

        OfArray(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            if (position < 0 || position + length > bytes.length) {
                throw new EOFException("unexpected end of data");
            }
            System.arraycopy(bytes, (int) position, into, offset, length);
        }

        @Override
        public void close() {}
    }
}
