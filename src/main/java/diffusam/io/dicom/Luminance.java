package diffusam.io.dicom;

import java.util.Optional;

/**
 * Colour pictures in grey, to be looked at: the brightness of each pixel (ITU-R BT.601).
 *
 * @param palette brightness from 0 to 255 of each entry of a palette, empty where samples are colours themselves
 */
record Luminance(PixelFormat format, Optional<Palette> palette) {
    static Luminance of(DicomFile file, PixelFormat format) throws DicomException {
        return new Luminance(
                format,
                format.photometric().startsWith("PALETTE")
                        ? Optional.of(Palette.of(file.dataSet()))
                        : Optional.empty());
    }

    /** A decoded frame in {@link PixelFormat#asGrey()}. */
    byte[] of(byte[] frame) {
        if (format.isGrey()) {
            return frame;
        }
        PixelFormat grey = format.asGrey();
        byte[] out = new byte[(int) grey.frameBytes()];
        for (int p = 0; p < grey.pixels(); p++) {
            long value = palette.isPresent()
                    ? palette.get().brightness((int) Samples.value(frame, p, format))
                    : brightness(frame, 3 * p);
            switch (grey.bytesPerSample()) {
                case 1 -> out[p] = (byte) value;
                case 2 -> Samples.putInt16(out, 2 * p, (int) value);
                default -> Samples.putInt32(out, 4 * p, (int) value);
            }
        }
        return out;
    }

    private long brightness(byte[] frame, int sample) {
        double first = Samples.value(frame, sample, format);
        if (format.photometric().startsWith("YBR_FULL")) {
            return (long) first;
        }
        return Math.round(0.299 * first
                + 0.587 * Samples.value(frame, sample + 1, format)
                + 0.114 * Samples.value(frame, sample + 2, format));
    }

    /**
     * A palette's brightness.
     *
     * @param first stored value of the first entry
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Palette(int first, byte[] entries) {
        static Palette of(DataSet set) throws DicomException {
            double[] descriptor = set.numbers(Tag.RED_PALETTE_DESCRIPTOR);
            if (descriptor.length != 3) {
                throw new DicomException(set.file(), "lacks the palette its pixels refer to");
            }
            int count = descriptor[0] == 0 ? 1 << 16 : (int) descriptor[0];
            int[] red = entries(set, Tag.RED_PALETTE, count);
            int[] green = entries(set, Tag.GREEN_PALETTE, count);
            int[] blue = entries(set, Tag.BLUE_PALETTE, count);
            byte[] brightness = new byte[count];
            for (int n = 0; n < count; n++) {
                brightness[n] = (byte) Math.round(0.299 * red[n] + 0.587 * green[n] + 0.114 * blue[n]);
            }
            return new Palette((int) descriptor[1], brightness);
        }

        int brightness(int stored) {
            return entries[Math.clamp((long) stored - first, 0, entries.length - 1)] & 0xFF;
        }

        /** One colour's entries from 0 to 255: of 16 bits the upper eight, or of 8 bits two in a word. */
        private static int[] entries(DataSet set, Tag tag, int count) throws DicomException {
            Element element = set.element(tag);
            if (element == null || !(element.value() instanceof Element.Held held) || held.bytes().length < count) {
                throw new DicomException(set.file(), "lacks a part of the palette its pixels refer to");
            }
            boolean wide = held.bytes().length >= 2 * count;
            int[] entries = new int[count];
            for (int n = 0; n < count; n++) {
                entries[n] = held.bytes()[wide ? 2 * n + (element.bigEndian() ? 0 : 1) : n] & 0xFF;
            }
            return entries;
        }
    }
}
