package diffusam.io.dicom;

import diffusam.volume.Grid;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Decodes slices into a volume, on several threads. Colour becomes grey. */
final class VolumeReader {
    /** A volume may unpack to this many times its files, and some more; what wants more is damaged. */
    private static final long MAX_EXPANSION = 400;

    private static final long SPARE_BYTES = 64L << 20;

    private final List<SliceHeader> slices;
    private final VoxelType type;
    private final boolean uniform;

    private VolumeReader(List<SliceHeader> slices) {
        this.slices = slices;
        SliceHeader first = slices.getFirst();
        VoxelType stored = type(first.format());
        uniform = slices.stream()
                .allMatch(s ->
                        s.slope() == first.slope() && s.intercept() == first.intercept() && type(s.format()) == stored);
        type = uniform ? stored : VoxelType.FLOAT32;
    }

    /** Reads slices onto a grid that has as many: slice n of the list becomes k-slice n. */
    static Volume read(List<SliceHeader> slices, Grid grid, IntConsumer slicesDone) throws IOException {
        VolumeReader reader = new VolumeReader(slices);
        reader.requireCredible();
        Volume.Builder volume = new Volume.Builder(grid, reader.type);
        if (reader.uniform) {
            volume.rescale(slices.getFirst().slope(), slices.getFirst().intercept());
        }
        AtomicInteger done = new AtomicInteger();
        try {
            reader.parts().parallelStream().forEach(part -> reader.readPart(part, volume, slicesDone, done));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return volume.build();
    }

    /** The narrowest type of the program that holds every stored value. */
    private static VoxelType type(PixelFormat format) {
        PixelFormat grey = format.asGrey();
        if (grey.floating()) {
            return VoxelType.FLOAT32;
        }
        return switch (grey.bytesPerSample()) {
            case 1 -> grey.signed() ? VoxelType.INT16 : VoxelType.UINT8;
            case 2 -> grey.signed() ? VoxelType.INT16 : VoxelType.UINT16;
            default -> grey.signed() || grey.bitsStored() < 32 ? VoxelType.INT32 : VoxelType.FLOAT32;
        };
    }

    /** Frames of one file that one thread reads. */
    private record Part(Place file, List<Integer> slices) {}

    private List<Part> parts() {
        Map<Place, List<Integer>> files = new LinkedHashMap<>();
        for (int k = 0; k < slices.size(); k++) {
            files.computeIfAbsent(slices.get(k).file(), f -> new ArrayList<>()).add(k);
        }
        int atMost = Math.max(8, slices.size() / Runtime.getRuntime().availableProcessors() + 1);
        List<Part> parts = new ArrayList<>();
        files.forEach((file, own) -> {
            for (int from = 0; from < own.size(); from += atMost) {
                parts.add(new Part(file, own.subList(from, Math.min(own.size(), from + atMost))));
            }
        });
        return parts;
    }

    private void readPart(Part part, Volume.Builder volume, IntConsumer slicesDone, AtomicInteger done) {
        try (DicomFile file = DicomFile.open(part.file())) {
            PixelData pixels = PixelData.of(file);
            Luminance luminance = Luminance.of(file, pixels.format());
            for (int k : part.slices()) {
                SliceHeader slice = slices.get(k);
                if (!pixels.format().equals(slice.format())) {
                    throw new DicomException(file.path(), "has changed since the folder was scanned; scan it again");
                }
                store(luminance.of(pixels.frame(slice.frame())), slice, volume.slice(k));
                slicesDone.accept(done.incrementAndGet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireCredible() throws IOException {
        long packed = 0;
        for (Place file : slices.stream().map(SliceHeader::file).distinct().toList()) {
            packed += file.size();
        }
        long bytes = (long) slices.getFirst().format().pixels() * slices.size() * type.bytes();
        if (bytes > MAX_EXPANSION * packed + SPARE_BYTES) {
            throw new DicomException(
                    slices.getFirst().file().shown(),
                    "announces a volume of " + (bytes >> 20) + " MB, more than its files can hold");
        }
    }

    private void store(byte[] frame, SliceHeader slice, MemorySegment out) {
        PixelFormat format = slice.format().asGrey();
        boolean alike = uniform
                && format.bytesPerSample() == type.bytes()
                && (type != VoxelType.FLOAT32 || format.floating())
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        if (alike) {
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
