package diffusam.io.dicom;

import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Decodes the slices of a stack into a volume. */
final class VolumeReader {
    /** A volume may unpack to this many times its files, and some more; what wants more is damaged. */
    private static final long MAX_EXPANSION = 400;

    private static final long SPARE_BYTES = 64L << 20;

    private VolumeReader() {}

    /** Reads an even stack on its lattice. */
    static Volume read(Stack stack, IntConsumer slicesDone) throws IOException {
        if (!stack.isEven()) {
            throw new IllegalArgumentException("the stack is not even");
        }
        return readUnchecked(stack, slicesDone);
    }

    /** Reads a stack slice by slice; where it is uneven, the volume's grid is only a mean. */
    static Volume readUnchecked(Stack stack, IntConsumer slicesDone) throws IOException {
        List<SliceHeader> slices = stack.slices();
        SliceHeader first = slices.getFirst();
        boolean uniform = slices.stream()
                .allMatch(s -> s.slope() == first.slope()
                        && s.intercept() == first.intercept()
                        && type(s.format()) == type(first.format()));
        VoxelType type = uniform ? type(first.format()) : VoxelType.FLOAT32;
        requireCredible(slices, type);
        Volume.Builder volume = new Volume.Builder(stack.grid(), type);
        if (uniform) {
            volume.rescale(first.slope(), first.intercept());
        }
        AtomicInteger done = new AtomicInteger();
        try {
            byFile(slices).entrySet().parallelStream().forEach(entry -> {
                try (DicomFile file = DicomFile.open(entry.getKey())) {
                    PixelData pixels = PixelData.of(file);
                    for (int k : entry.getValue()) {
                        SliceHeader slice = slices.get(k);
                        requireUnchanged(slice, pixels.format());
                        byte[] frame = pixels.frame(slice.frame());
                        store(frame, slice, uniform, type, volume.slice(k));
                        slicesDone.accept(done.incrementAndGet());
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return volume.build();
    }

    /** The narrowest type of the program that holds every stored value. */
    private static VoxelType type(PixelFormat format) {
        if (format.floating()) {
            return VoxelType.FLOAT32;
        }
        return switch (format.bytesPerSample()) {
            case 1 -> format.signed() ? VoxelType.INT16 : VoxelType.UINT8;
            case 2 -> format.signed() ? VoxelType.INT16 : VoxelType.UINT16;
            default -> format.signed() || format.bitsStored() < 32 ? VoxelType.INT32 : VoxelType.FLOAT32;
        };
    }

    private static Map<Path, List<Integer>> byFile(List<SliceHeader> slices) {
        Map<Path, List<Integer>> files = new LinkedHashMap<>();
        for (int k = 0; k < slices.size(); k++) {
            files.computeIfAbsent(slices.get(k).file(), f -> new ArrayList<>()).add(k);
        }
        return files;
    }

    private static void requireCredible(List<SliceHeader> slices, VoxelType type) throws IOException {
        long packed = 0;
        for (Path file : byFile(slices).keySet()) {
            packed += java.nio.file.Files.size(file);
        }
        long bytes = (long) slices.getFirst().format().pixels() * slices.size() * type.bytes();
        if (bytes > MAX_EXPANSION * packed + SPARE_BYTES) {
            throw new DicomException(
                    slices.getFirst().file(),
                    "announces a volume of " + (bytes >> 20) + " MB, more than its files can hold");
        }
    }

    private static void requireUnchanged(SliceHeader slice, PixelFormat format) throws DicomException {
        if (!format.equals(slice.format())) {
            throw new DicomException(slice.file(), "has changed since the folder was scanned; scan it again");
        }
    }

    private static void store(byte[] frame, SliceHeader slice, boolean uniform, VoxelType type, MemorySegment out) {
        PixelFormat format = slice.format();
        int size = format.bytesPerSample();
        if (uniform
                && size == type.bytes()
                && java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN
                && !(type == VoxelType.FLOAT32 && !format.floating())) {
            MemorySegment.copy(MemorySegment.ofArray(frame), 0, out, 0, frame.length);
            return;
        }
        double slope = uniform ? 1 : slice.slope();
        double intercept = uniform ? 0 : slice.intercept();
        for (int p = 0; p < format.pixels(); p++) {
            type.write(out, p, Samples.value(frame, p, format) * slope + intercept);
        }
    }
}
