package diffusam.io.raw;

import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The voxels of one volume as a file stores them, i-fastest. Nothing is allocated on the word of a header alone: the file
 * must be long enough for what is promised, and slices are made as their bytes arrive.
 *
 * @param components how many values are stored for each voxel, one after the other; only the first is kept
 * @param slope real value = stored value × slope + intercept
 */
public record RawVoxels(
        ByteSource source,
        Grid grid,
        ScalarType type,
        int components,
        ByteOrder order,
        double slope,
        double intercept) {
    private static final int CHUNK_BYTES = 1 << 16;

    /** Part of the heap that one volume may take, so that labels and the program itself find room beside it. */
    private static final double MOST_OF_HEAP = 0.75;

    /**
     * Reads the voxels.
     *
     * @throws ImageFileException if the file is shorter than promised or damaged, or the volume is too large for memory
     */
    public Volume read() throws IOException {
        requirePossible();
        Optional<Volume> volume = read(type.inMemory());
        return volume.isPresent() ? volume.get() : read(VoxelType.FLOAT32).orElseThrow();
    }

    private void requirePossible() throws ImageFileException {
        Extent e = grid.extent();
        int voxelBytes = Math.max(type.bytes(), type.inMemory().bytes());
        if ((long) e.nx() * e.ny() > (Integer.MAX_VALUE - 16) / voxelBytes) {
            throw new ImageFileException(
                    source.file(),
                    "has slices of " + e.nx() + "×" + e.ny() + " voxels, more than the 2 GiB that one slice may take");
        }
        if (storedVoxelBytes() > CHUNK_BYTES) {
            throw new ImageFileException(
                    source.file(), "holds " + components + " values a voxel, too many for an image");
        }
        if ((double) e.voxels() * storedVoxelBytes() > source.mostBytes()) {
            throw new ImageFileException(
                    source.file(),
                    "is truncated: its header promises " + e + " voxels of " + type + ", more than the file holds");
        }
        long inMemory = e.voxels() * type.inMemory().bytes();
        if (inMemory > MOST_OF_HEAP * Runtime.getRuntime().maxMemory()) {
            throw new ImageFileException(
                    source.file(),
                    "needs " + (inMemory >> 20) + " MiB of memory, more than the "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB that the program was given can hold");
        }
    }

    private long storedVoxelBytes() {
        return (long) components * type.bytes();
    }

    /** Empty if a value does not fit {@code inMemory}. */
    private Optional<Volume> read(VoxelType inMemory) throws IOException {
        Volume.Builder builder = new Volume.Builder(grid, inMemory).rescale(slope, intercept);
        int k = 0;
        try (InputStream in = source.open()) {
            for (; k < grid.extent().nz(); k++) {
                if (type.isKeptAsStored() && components == 1) {
                    copySlice(in, builder.slice(k), inMemory.bytes());
                } else if (!convertSlice(in, builder.slice(k), inMemory)) {
                    return Optional.empty();
                }
            }
            verifyChecksum(in);
            return Optional.of(builder.build());
        } catch (EOFException e) {
            throw new ImageFileException(source.file(), "is truncated: it ends in " + whereAt(k), e);
        } catch (ZipException e) {
            throw new ImageFileException(source.file(), "is damaged: it cannot be unpacked in " + whereAt(k), e);
        }
    }

    /** A packed stream compares its checksum when it is read to its end. */
    private void verifyChecksum(InputStream in) throws IOException {
        if (source.packing() != Packing.NONE) {
            in.read();
        }
    }

    private String whereAt(int k) {
        int slices = grid.extent().nz();
        return "slice " + Math.min(k + 1, slices) + " of " + slices;
    }

    private void copySlice(InputStream in, MemorySegment slice, int voxelBytes) throws IOException {
        byte[] bytes = (byte[]) slice.heapBase().orElseThrow();
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException();
        }
        if (order != ByteOrder.nativeOrder()) {
            reverse(ByteBuffer.wrap(bytes), voxelBytes);
        }
    }

    static void reverse(ByteBuffer buffer, int voxelBytes) {
        switch (voxelBytes) {
            case 2 -> {
                for (int at = 0; at < buffer.limit(); at += 2) {
                    buffer.putShort(at, Short.reverseBytes(buffer.getShort(at)));
                }
            }
            case 4 -> {
                for (int at = 0; at < buffer.limit(); at += 4) {
                    buffer.putInt(at, Integer.reverseBytes(buffer.getInt(at)));
                }
            }
            default -> {}
        }
    }

    private boolean convertSlice(InputStream in, MemorySegment slice, VoxelType inMemory) throws IOException {
        int voxels = grid.extent().nx() * grid.extent().ny();
        int stride = (int) storedVoxelBytes();
        int atOnce = Math.min(voxels, CHUNK_BYTES / stride);
        byte[] chunk = new byte[atOnce * stride];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(order);
        boolean integers = inMemory != VoxelType.FLOAT32;
        for (int done = 0; done < voxels; ) {
            int now = Math.min(atOnce, voxels - done);
            if (in.readNBytes(chunk, 0, now * stride) < now * stride) {
                throw new EOFException();
            }
            for (int n = 0; n < now; n++) {
                double value = type.read(buffer, n * stride);
                if (integers && value != (int) value) {
                    return false;
                }
                inMemory.write(slice, done + n, value);
            }
            done += now;
        }
        return true;
    }
}
