package diffusam.io.raw;

import diffusam.annotation.LabelMap;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A volume or label map as files are written: stored voxels of one type, i-fastest and little-endian.
 *
 * @param slope real value = stored value × slope + intercept
 */
public record RawImage(Grid grid, ScalarType type, double slope, double intercept, Slices slices) {
    /** The voxels, one k-slice at a time. */
    @FunctionalInterface
    public interface Slices {
        /** Fills {@code voxels} with k-slice {@code k}, i-fastest and little-endian. */
        void read(int k, byte[] voxels);
    }

    /** A volume with its voxels as stored in memory. */
    public static RawImage of(Volume volume) {
        ScalarType type = ScalarType.of(volume.type());
        return new RawImage(volume.grid(), type, volume.slope(), volume.intercept(), (k, voxels) -> {
            MemorySegment.ofArray(voxels).copyFrom(volume.storedSlice(k));
            if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
                RawVoxels.reverse(ByteBuffer.wrap(voxels), type.bytes());
            }
        });
    }

    /**
     * A volume for formats that keep no slope and intercept: as stored where these are 1 and 0, else with its real values,
     * whole ones in the smaller of int16 and int32 that holds them, others as float32.
     */
    public static RawImage withoutRescaling(Volume volume) {
        if (volume.slope() == 1 && volume.intercept() == 0) {
            return of(volume);
        }
        ScalarType type = realType(volume);
        int perSlice = volume.grid().extent().nx() * volume.grid().extent().ny();
        return new RawImage(volume.grid(), type, 1, 0, (k, voxels) -> {
            ByteBuffer buffer = ByteBuffer.wrap(voxels).order(ByteOrder.LITTLE_ENDIAN);
            for (int p = 0; p < perSlice; p++) {
                double value = volume.value((long) k * perSlice + p);
                switch (type) {
                    case INT16 -> buffer.putShort((short) value);
                    case INT32 -> buffer.putInt((int) value);
                    default -> buffer.putFloat((float) value);
                }
            }
        });
    }

    private static ScalarType realType(Volume volume) {
        ScalarType type = ScalarType.INT16;
        for (long p = 0; p < volume.grid().extent().voxels(); p++) {
            double value = volume.value(p);
            if (value != (int) value) {
                return ScalarType.FLOAT32;
            }
            if (value != (short) value) {
                type = ScalarType.INT32;
            }
        }
        return type;
    }

    /** A label map in the smaller of uint8 and uint16 that holds its labels. */
    public static RawImage of(LabelMap labels) {
        var present = labels.labels();
        ScalarType type = present.isEmpty() || present.last() <= 0xFF ? ScalarType.UINT8 : ScalarType.UINT16;
        return new RawImage(labels.grid(), type, 1, 0, (k, voxels) -> {
            long start = (long) k * (voxels.length / type.bytes());
            for (int p = 0, at = 0; at < voxels.length; p++) {
                int label = labels.at(start + p);
                voxels[at++] = (byte) label;
                if (type == ScalarType.UINT16) {
                    voxels[at++] = (byte) (label >> 8);
                }
            }
        });
    }

    /** Writes all voxels, packed on their own. */
    public void writeVoxels(OutputStream out, Packing packing) throws IOException {
        try (OutputStream packed = packing.pack(out)) {
            writeVoxels(packed);
        }
    }

    /** How many bytes {@link #writeVoxels(OutputStream, Packing)} writes; takes as long as that. */
    public long packedBytes(Packing packing) throws IOException {
        ByteCounter counter = new ByteCounter();
        writeVoxels(counter, packing);
        return counter.count;
    }

    private static final class ByteCounter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }

    /** Writes all voxels. */
    public void writeVoxels(OutputStream out) throws IOException {
        Extent e = grid.extent();
        byte[] voxels = new byte[e.nx() * e.ny() * type.bytes()];
        for (int k = 0; k < e.nz(); k++) {
            slices.read(k, voxels);
            out.write(voxels);
        }
    }
}
