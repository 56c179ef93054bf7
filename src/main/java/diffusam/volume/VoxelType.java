package diffusam.volume;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** How one voxel is stored in memory, in the machine's byte order. */
public enum VoxelType {
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    FLOAT32(4);

    private final int bytes;

    VoxelType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** Stored value of the voxel at {@code position} of a slice. */
    public double read(MemorySegment slice, long position) {
        return switch (this) {
            case UINT8 -> slice.get(ValueLayout.JAVA_BYTE, position) & 0xFF;
            case INT16 -> slice.get(ValueLayout.JAVA_SHORT_UNALIGNED, position * 2);
            case UINT16 -> slice.get(ValueLayout.JAVA_SHORT_UNALIGNED, position * 2) & 0xFFFF;
            case INT32 -> slice.get(ValueLayout.JAVA_INT_UNALIGNED, position * 4);
            case FLOAT32 -> slice.get(ValueLayout.JAVA_FLOAT_UNALIGNED, position * 4);
        };
    }

    /** Where a run of real values goes: {@code out[first]}, {@code out[first + step]} and so on. */
    @SuppressWarnings("ArrayRecordComponent") // an array to write to
    record Sink(float[] out, int first, int step, double slope, double intercept) {
        void set(int n, double stored) {
            out[first + n * step] = (float) (stored * slope + intercept);
        }
    }

    /** Reads voxels {@code from}, {@code from + step} and so on of a slice; the usual types by loops of their own. */
    void readRun(MemorySegment slice, int from, int step, int count, Sink sink) {
        switch (this) {
            case UINT8 -> {
                for (int n = 0; n < count; n++) {
                    sink.set(n, slice.get(ValueLayout.JAVA_BYTE, from + (long) n * step) & 0xFF);
                }
            }
            case INT16 -> {
                for (int n = 0; n < count; n++) {
                    sink.set(n, slice.get(ValueLayout.JAVA_SHORT_UNALIGNED, (from + (long) n * step) * 2));
                }
            }
            default -> {
                for (int n = 0; n < count; n++) {
                    sink.set(n, read(slice, from + (long) n * step));
                }
            }
        }
    }

    /** Stores a value, which must be within the type's range; integer types round to nearest. */
    public void write(MemorySegment slice, long position, double value) {
        switch (this) {
            case UINT8 -> slice.set(ValueLayout.JAVA_BYTE, position, (byte) Math.round(value));
            case INT16, UINT16 -> slice.set(ValueLayout.JAVA_SHORT_UNALIGNED, position * 2, (short) Math.round(value));
            case INT32 -> slice.set(ValueLayout.JAVA_INT_UNALIGNED, position * 4, (int) Math.round(value));
            case FLOAT32 -> slice.set(ValueLayout.JAVA_FLOAT_UNALIGNED, position * 4, (float) value);
        }
    }
}
