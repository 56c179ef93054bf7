package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One slice's features on disk: a magic number, a checksum of all that follows it, the levels' shapes, then their values as
 * 16-bit floats. Little endian.
 */
final class FeatureFile {
    private static final long MAGIC = 0x3150_4D41_5344_4644L; // "DFDSAMP1"
    private static final int CHECKED_FROM = 16;
    private static final int DIMENSIONS = 4;
    private static final int MOST_LEVELS = 16;

    private FeatureFile() {}

    /** Writes features of batch size 1 and forces them to the disk. */
    static void write(FileChannel channel, NDList levels) throws IOException {
        ByteBuffer[] values = new ByteBuffer[levels.size()];
        int header = CHECKED_FROM + Integer.BYTES + levels.size() * DIMENSIONS * Integer.BYTES;
        ByteBuffer head = ByteBuffer.allocate(header).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(MAGIC).putLong(0).putInt(levels.size());
        for (int n = 0; n < values.length; n++) {
            for (long size : levels.get(n).getShape().getShape()) {
                head.putInt(Math.toIntExact(size));
            }
            try (NDArray half = levels.get(n).toType(DataType.FLOAT16, true)) {
                values[n] = half.toByteBuffer();
            }
        }
        CRC32C sum = new CRC32C();
        sum.update(head.array(), CHECKED_FROM, header - CHECKED_FROM);
        for (ByteBuffer level : values) {
            sum.update(level.duplicate());
        }
        head.putLong(Long.BYTES, sum.getValue()).rewind();
        writeFully(channel, head);
        for (ByteBuffer level : values) {
            writeFully(channel, level);
        }
        channel.force(true);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Maps a file and widens its levels into {@code scope}; empty if it is not whole. */
    static Optional<NDList> read(Path file, NDManager scope) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            ByteBuffer bytes = mapped.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            return isWhole(bytes) ? Optional.of(levels(bytes, scope)) : Optional.empty();
        }
    }

    private static boolean isWhole(ByteBuffer bytes) {
        if (bytes.remaining() < CHECKED_FROM + Integer.BYTES || bytes.getLong() != MAGIC) {
            return false;
        }
        long noted = bytes.getLong();
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate());
        return sum.getValue() == noted;
    }

    /** {@code bytes} stand behind the checksum, which vouches for them. */
    private static NDList levels(ByteBuffer bytes, NDManager scope) throws IOException {
        int count = bytes.getInt();
        if (count < 1 || count > MOST_LEVELS) {
            throw new IOException("slice features with " + count + " levels");
        }
        Shape[] shapes = new Shape[count];
        for (int n = 0; n < count; n++) {
            shapes[n] = new Shape(bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt());
        }
        NDList levels = new NDList();
        for (Shape shape : shapes) {
            int length = Math.toIntExact(2 * shape.size());
            ByteBuffer values = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            try (NDArray half = scope.create(values, shape, DataType.FLOAT16)) {
                levels.add(half.toType(DataType.FLOAT32, true));
            }
            bytes.position(bytes.position() + length);
        }
        return levels;
    }
}
