package diffusam.io.raw;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Bytes inside a file, which may be packed.
 *
 * @param start where the (packed) bytes begin in the file
 * @param skip how many unpacked bytes to pass over from there
 * @param fileBytes size of the file
 */
public record ByteSource(Path file, Packing packing, long start, long skip, long fileBytes) {
    /** No deflate stream unpacks to more than this many bytes a byte. */
    private static final long MOST_UNPACKED = 1032;

    private static final int BUFFER = 1 << 16;

    public ByteSource {
        if (start < 0 || skip < 0) {
            throw new IllegalArgumentException("bytes start at " + start + " + " + skip);
        }
    }

    /**
     * A whole file, unpacked if its first bytes are those of gzip, whatever its name.
     *
     * @throws ImageFileException if there is no such file, or it is a folder or closed to the program
     */
    public static ByteSource of(Path file) throws IOException {
        requireReadable(file);
        try (InputStream in = Files.newInputStream(file)) {
            boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
            return new ByteSource(file, gzip ? Packing.GZIP : Packing.NONE, 0, 0, Files.size(file));
        }
    }

    /** @throws ImageFileException if there is no such file, or it is a folder or closed to the program */
    public static void requireReadable(Path file) throws ImageFileException {
        if (!Files.exists(file)) {
            throw new ImageFileException(file, "does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new ImageFileException(file, "is a folder, not a file");
        }
        if (!Files.isRegularFile(file)) {
            throw new ImageFileException(file, "is not a plain file");
        }
        if (!Files.isReadable(file)) {
            throw new ImageFileException(file, "may not be read: its permissions forbid it");
        }
    }

    /** These bytes without the first {@code count} unpacked ones. */
    public ByteSource skipping(long count) {
        return new ByteSource(file, packing, start, skip + count, fileBytes);
    }

    /** The bytes of the same file from {@code position}, packed as said. */
    public ByteSource from(long position, Packing packing) {
        return new ByteSource(file, packing, position, 0, fileBytes);
    }

    /** More bytes than this cannot come out, however well they are packed. */
    public long mostBytes() {
        long packed = Math.max(0, fileBytes - start);
        long unpacked = packing == Packing.NONE ? packed : packed * MOST_UNPACKED;
        return Math.max(0, unpacked - skip);
    }

    /**
     * The first unpacked bytes, fewer than {@code count} where there are no more.
     *
     * @throws ImageFileException if they cannot be unpacked
     */
    public byte[] first(int count) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(count);
        } catch (EOFException e) {
            throw new ImageFileException(file, "is truncated: it ends within its header", e);
        } catch (ZipException e) {
            throw new ImageFileException(file, "is damaged: it cannot be unpacked", e);
        }
    }

    /**
     * Opens the unpacked bytes; the caller closes them.
     *
     * @throws ImageFileException if the file ends before them
     */
    public InputStream open() throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(start);
            in = packing.unpack(new BufferedInputStream(in, BUFFER));
            in.skipNBytes(skip);
            return in;
        } catch (IOException e) {
            in.close();
            throw switch (e) {
                case EOFException end ->
                    new ImageFileException(file, "is truncated: it ends before its voxels begin", end);
                case ZipException damage -> new ImageFileException(file, "is damaged: it cannot be unpacked", damage);
                default -> e;
            };
        }
    }
}
