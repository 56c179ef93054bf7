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
