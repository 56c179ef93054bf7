package diffusam.io.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file as this program and another reader see it.
 *
 * @param samples how many were compared
 * @param differences a sentence each; none if both see the same
 */
public record Comparison(long samples, List<String> differences) {
    private static final double LENGTH_TOLERANCE_MM = 1e-4;
    private static final double DIRECTION_TOLERANCE = 1e-3;

    public Comparison {
        differences = List.copyOf(differences);
    }

    /** @throws DicomException if one of the two cannot read the file */
    public static Comparison of(Path path, SecondReader other) throws IOException {
        List<String> differences = new ArrayList<>();
        long samples = 0;
        try (DicomFile file = DicomFile.open(path);
                SecondReader.Image theirs = other.open(path)) {
            PixelData pixels = PixelData.of(file);
            List<SliceHeader> slices = HeaderReader.read(file);
            if (theirs.frames() != slices.size()) {
                differences.add(slices.size() + " frames here, " + theirs.frames() + " there");
            }
            for (int frame = 0; frame < Math.min(slices.size(), theirs.frames()); frame++) {
                String where = "frame " + (frame + 1) + ": ";
                geometry(slices.get(frame), theirs.placing(frame), where, differences);
                samples += samples(pixels, frame, theirs.samples(frame), where, differences);
            }
        }
        return new Comparison(samples, differences);
    }

    private static void geometry(
            SliceHeader slice, SecondReader.Placing theirs, String where, List<String> differences) {
        if (slice.slope() != theirs.slope() || slice.intercept() != theirs.intercept()) {
            differences.add(where + "values are " + slice.slope() + " · stored + " + slice.intercept() + " here, "
                    + theirs.slope() + " and " + theirs.intercept() + " there");
        }
        Placement ours = slice.placement();
        if (ours == null) {
            return;
        }
        boolean alike = ours.position().minus(theirs.position()).norm() < LENGTH_TOLERANCE_MM
                && ours.row().minus(theirs.row()).norm() < DIRECTION_TOLERANCE
                && ours.column().minus(theirs.column()).norm() < DIRECTION_TOLERANCE
                && Math.abs(ours.rowSpacingMm() - theirs.rowSpacingMm()) < LENGTH_TOLERANCE_MM
                && Math.abs(ours.columnSpacingMm() - theirs.columnSpacingMm()) < LENGTH_TOLERANCE_MM;
        if (!alike) {
            differences.add(where + "it lies at " + ours + " here, at " + theirs + " there");
        }
    }

    private static int samples(PixelData pixels, int frame, int[] theirs, String where, List<String> differences)
            throws IOException {
        PixelFormat format = pixels.format();
        byte[] ours = pixels.frame(frame);
        int count = ours.length / format.bytesPerSample();
        if (count != theirs.length) {
            differences.add(where + count + " samples here, " + theirs.length + " there");
            return 0;
        }
        int low = format.highBit() + 1 - format.bitsStored();
        long mask = (1L << format.bitsStored()) - 1;
        int unlike = 0;
        for (int n = 0; n < count; n++) {
            long value = (long) Samples.value(ours, n, format);
            unlike += (value & mask) == ((theirs[n] & 0xFFFFFFFFL) >> low & mask) ? 0 : 1;
        }
        if (unlike > 0) {
            differences.add(where + unlike + " of " + count + " samples differ");
        }
        return count;
    }
}
