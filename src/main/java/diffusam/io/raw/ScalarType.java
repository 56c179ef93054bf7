package diffusam.io.raw;

import diffusam.volume.VoxelType;
import java.nio.ByteBuffer;
import java.util.Locale;

/** A type that files store voxels in, and the type that holds them in memory. */
public enum ScalarType {
    INT8(1, VoxelType.INT16),
    UINT8(1, VoxelType.UINT8),
    INT16(2, VoxelType.INT16),
    UINT16(2, VoxelType.UINT16),
    INT32(4, VoxelType.INT32),
    UINT32(4, VoxelType.INT32),
    INT64(8, VoxelType.INT32),
    UINT64(8, VoxelType.INT32),
    FLOAT32(4, VoxelType.FLOAT32),
    FLOAT64(8, VoxelType.FLOAT32);

    private final int bytes;
    private final VoxelType inMemory;

    ScalarType(int bytes, VoxelType inMemory) {
        this.bytes = bytes;
        this.inMemory = inMemory;
    }

    /** The type that a volume is written in. */
    public static ScalarType of(VoxelType type) {
        return switch (type) {
            case UINT8 -> UINT8;
            case INT16 -> INT16;
            case UINT16 -> UINT16;
            case INT32 -> INT32;
            case FLOAT32 -> FLOAT32;
        };
    }

    public int bytes() {
        return bytes;
    }

    /**
     * The type that holds these voxels in memory. Integers wider than 32 signed bits become {@link VoxelType#INT32} if
     * every value fits, and are otherwise rounded to the nearest {@link VoxelType#FLOAT32}, as 64-bit reals always are.
     */
    public VoxelType inMemory() {
        return inMemory;
    }

    /** True if memory holds the very bytes of the file, but for their order. */
    boolean isKeptAsStored() {
        return bytes == inMemory.bytes() && !mayNotFit();
    }

    /** True if a value may lie outside {@link #inMemory}. */
    boolean mayNotFit() {
        return this == UINT32 || this == INT64 || this == UINT64;
    }

    /** The value at a byte position, in the buffer's byte order; 64-bit integers are rounded to the nearest double. */
    double read(ByteBuffer buffer, int at) {
        return switch (this) {
            case INT8 -> buffer.get(at);
            case UINT8 -> buffer.get(at) & 0xFF;
            case INT16 -> buffer.getShort(at);
            case UINT16 -> buffer.getShort(at) & 0xFFFF;
            case INT32 -> buffer.getInt(at);
            case UINT32 -> buffer.getInt(at) & 0xFFFFFFFFL;
            case INT64 -> buffer.getLong(at);
            case UINT64 -> unsigned(buffer.getLong(at));
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT64 -> buffer.getDouble(at);
        };
    }

    /** Halved with the lost bit kept as a sticky one, so that doubling rounds as the whole number would. */
    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
