package diffusam.io.dicom;

import java.util.Locale;

/**
 * The shape and encoding of a file's pixels (PS3.3, C.7.6.3).
 *
 * @param samples 1 for grey, 3 for colour
 * @param bitsAllocated 1, 8, 16, 32 or 64 bits a sample
 * @param planar true if the file keeps one whole plane a sample
 */
record PixelFormat(
        int rows,
        int columns,
        int samples,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean floating,
        boolean planar,
        String photometric,
        int frames) {

    /** The format of a file's pixels, checked against what the program can decode. */
    static PixelFormat of(DicomFile file) throws DicomException {
        DataSet set = file.dataSet();
        boolean single = set.has(Tag.FLOAT_PIXEL_DATA);
        boolean floating = single || set.has(Tag.DOUBLE_PIXEL_DATA);
        int allocated = required(set, Tag.BITS_ALLOCATED, "Bits Allocated");
        int stored = floating ? allocated : set.integer(Tag.BITS_STORED).orElse(allocated);
        PixelFormat format = new PixelFormat(
                required(set, Tag.ROWS, "Rows"),
                required(set, Tag.COLUMNS, "Columns"),
                set.integer(Tag.SAMPLES_PER_PIXEL).orElse(1),
                allocated,
                stored,
                floating ? allocated - 1 : set.integer(Tag.HIGH_BIT).orElse(stored - 1),
                set.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1,
                floating,
                set.integer(Tag.PLANAR_CONFIGURATION).orElse(0) == 1,
                set.text(Tag.PHOTOMETRIC_INTERPRETATION).toUpperCase(Locale.ROOT),
                Math.max(1, set.integer(Tag.NUMBER_OF_FRAMES).orElse(1)));
        String fault = format.fault();
        if (!fault.isEmpty()) {
            throw new DicomException(file.path(), fault);
        }
        return format;
    }

    int bytesPerSample() {
        return Math.max(1, bitsAllocated / 8);
    }

    int pixels() {
        return Math.multiplyExact(rows, columns);
    }

    /** Bytes of one decoded frame, at one byte a sample at least. */
    long frameBytes() {
        return (long) rows * columns * samples * bytesPerSample();
    }

    boolean isGrey() {
        return samples == 1 && !photometric.startsWith("PALETTE");
    }

    /** The format of the same picture in grey; of a palette, in 8 bits. */
    PixelFormat asGrey() {
        if (isGrey()) {
            return this;
        }
        int bits = samples == 1 ? 8 : bitsAllocated;
        return new PixelFormat(rows, columns, 1, bits, bits, bits - 1, false, false, false, "MONOCHROME2", frames);
    }

    private String fault() {
        if (rows < 1 || columns < 1) {
            return "has no pixels: " + rows + " rows of " + columns + " columns";
        }
        if (samples != 1 && samples != 3) {
            return "has " + samples + " samples a pixel; 1 and 3 are supported";
        }
        boolean depthFits = floating
                ? bitsAllocated == 32 || bitsAllocated == 64
                : bitsAllocated == 1 || bitsAllocated == 8 || bitsAllocated == 16 || bitsAllocated == 32;
        if (!depthFits) {
            return "has " + bitsAllocated + " bits a sample, which is not supported";
        }
        if (bitsStored < 1 || bitsStored > bitsAllocated || highBit < bitsStored - 1 || highBit >= bitsAllocated) {
            return "has impossible pixels: " + bitsStored + " bits up to bit " + highBit + " in " + bitsAllocated;
        }
        return "";
    }

    private static int required(DataSet set, Tag tag, String name) throws DicomException {
        return set.integer(tag)
                .orElseThrow(() -> new DicomException(set.file(), "lacks " + name + " " + Tag.text(tag.number())));
    }
}
