package diffusam.io.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of an open file. A decoded frame is an array of samples, pixel by pixel, row by row, each in
 * {@link PixelFormat#bytesPerSample()} bytes of little endian; 1-bit samples take a byte each.
 */
final class PixelData {
    /** Frames may unpack to this much, and four times their file more; what wants more is damaged. */
    private static final long SPARE_BYTES = 48L << 20;

    private static final int JPEG_START = 0xFFD8;
    private static final int JPEG_2000_START = 0xFF4F;

    private final DicomFile file;
    private final PixelFormat format;
    private final Element.@Nullable InFile whole;
    private final boolean swapped;
    private final List<List<Element.InFile>> encapsulated;

    private PixelData(
            DicomFile file,
            PixelFormat format,
            Element.@Nullable InFile whole,
            boolean swapped,
            List<List<Element.InFile>> encapsulated) {
        this.file = file;
        this.format = format;
        this.whole = whole;
        this.swapped = swapped;
        this.encapsulated = encapsulated;
    }

    /**
     * Finds the frames of a file.
     *
     * @throws DicomException if there are none, fewer than announced, or they are encoded in a way that is not supported
     */
    static PixelData of(DicomFile file) throws IOException {
        PixelFormat format = PixelFormat.of(file);
        if (format.frameBytes() > 4 * file.size() + SPARE_BYTES) {
            throw new DicomException(
                    file.path(),
                    "announces frames of " + format.columns() + "×" + format.rows()
                            + " pixels, more than a file of its size can hold");
        }
        Element element = element(file);
        Element.Value value = element.value();
        if (value instanceof Element.InFile data) {
            requireNative(file);
            return ofNative(file, format, data, swapped(element, format));
        }
        if (value instanceof Element.Fragments fragments) {
            requireEncapsulated(file);
            return new PixelData(file, format, null, false, Framing.frames(file, format, fragments.fragments()));
        }
        throw new DicomException(file.path(), "has pixel data of an unknown form");
    }

    PixelFormat format() {
        return format;
    }

    /** Decodes frame {@code n}, counted from 0. */
    byte[] frame(int n) throws IOException {
        Element.InFile data = whole;
        byte[] decoded = data != null ? nativeFrame(data, n) : decode(n);
        Samples.clean(decoded, format);
        return decoded;
    }

    private byte[] nativeFrame(Element.InFile data, int n) throws IOException {
        if (format.bitsAllocated() == 1) {
            long firstBit = (long) n * format.pixels();
            int bytes = (int) ((firstBit + format.pixels() + 7) / 8 - firstBit / 8);
            return Samples.unpackBits(file.read(data, firstBit / 8, bytes), (int) (firstBit % 8), format.pixels());
        }
        int stored = Math.toIntExact(storedFrameBytes(format));
        byte[] bytes =
                swapped ? readSwapped(data, (long) n * stored, stored) : file.read(data, (long) n * stored, stored);
        if (isHalfColour(format)) {
            return Samples.expandHalfColour(bytes, format.pixels());
        }
        return format.planar() && format.samples() > 1 ? Samples.interleave(bytes, format) : bytes;
    }

    /** Reads whole words around a frame, since a frame of bytes may begin or end within one. */
    private byte[] readSwapped(Element.InFile data, long start, int length) throws IOException {
        int word = Math.max(2, format.bytesPerSample());
        int before = (int) (start % word);
        int needed = (before + length + word - 1) / word * word;
        byte[] words = file.read(data, start - before, (int) Math.min(needed, data.length() - start + before));
        Samples.swap(words, word);
        return before == 0 && words.length == length ? words : Arrays.copyOfRange(words, before, before + length);
    }

    private byte[] decode(int n) throws IOException {
        byte[] packed = join(encapsulated.get(n));
        try {
            return switch (file.transferSyntax().codec()) {
                case RLE -> RleDecoder.decode(packed, format);
                case JPEG -> JpegDecoder.decode(packed, format);
                case JPEG_LS -> JpegLsDecoder.decode(packed, format);
                case JPEG_2000 -> Jpeg2000Decoder.decode(packed, format);
                default -> throw new Malformed(file.transferSyntax().title() + " is not supported");
            };
        } catch (Malformed e) {
            throw new DicomException(file.path(), "frame " + (n + 1) + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    private byte[] join(List<Element.InFile> fragments) throws IOException {
        long length = 0;
        for (Element.InFile fragment : fragments) {
            length += fragment.length();
        }
        if (length > Integer.MAX_VALUE - 16) {
            throw new DicomException(file.path(), "has a frame of more than 2 GiB");
        }
        byte[] bytes = new byte[(int) length];
        int at = 0;
        for (Element.InFile fragment : fragments) {
            byte[] part = file.read(fragment, 0, (int) fragment.length());
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
        return bytes;
    }

    private static Element element(DicomFile file) throws DicomException {
        for (Tag tag : List.of(Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_PIXEL_DATA)) {
            Element element = file.dataSet().element(tag);
            if (element != null) {
                return element;
            }
        }
        throw new DicomException(file.path(), "holds no image");
    }

    private static void requireNative(DicomFile file) throws DicomException {
        if (file.transferSyntax().codec() != TransferSyntax.Codec.NATIVE) {
            throw new DicomException(
                    file.path(),
                    "says it is encoded in " + file.transferSyntax().title()
                            + ", but its pixel data are not encapsulated");
        }
    }

    private static void requireEncapsulated(DicomFile file) throws DicomException {
        switch (file.transferSyntax().codec()) {
            case NATIVE ->
                throw new DicomException(
                        file.path(),
                        "has encapsulated pixel data, but says it is "
                                + file.transferSyntax().title());
            case UNSUPPORTED ->
                throw new DicomException(
                        file.path(),
                        "is encoded in " + file.transferSyntax().title()
                                + ", which is not supported; convert it first");
            default -> {}
        }
    }

    private static PixelData ofNative(DicomFile file, PixelFormat format, Element.InFile data, boolean swapped)
            throws DicomException {
        long needed = format.bitsAllocated() == 1
                ? ((long) format.pixels() * format.samples() * format.frames() + 7) / 8
                : storedFrameBytes(format) * format.frames();
        if (data.length() < needed) {
            throw new DicomException(
                    file.path(), "is cut short: its pixels need " + needed + " bytes, it holds " + data.length());
        }
        return new PixelData(file, format, data, swapped, List.of());
    }

    /** Big endian words; bytes within a word are swapped only where the representation says words. */
    private static boolean swapped(Element element, PixelFormat format) {
        return element.bigEndian()
                && (format.bitsAllocated() > 8 || (format.bitsAllocated() == 8 && element.vr() == Vr.OW));
    }

    private static boolean isHalfColour(PixelFormat format) {
        return format.photometric().equals("YBR_FULL_422") && format.samples() == 3 && format.bitsAllocated() == 8;
    }

    private static long storedFrameBytes(PixelFormat format) {
        return isHalfColour(format) ? (long) (format.pixels() + 1) / 2 * 4 : format.frameBytes();
    }

    /** Which fragments make which frame (PS3.5, A.4). */
    private static final class Framing {
        static List<List<Element.InFile>> frames(DicomFile file, PixelFormat format, List<Element.InFile> all)
                throws IOException {
            if (all.size() < 2) {
                throw new DicomException(file.path(), "has no pixel data fragments");
            }
            List<Element.InFile> fragments = all.subList(1, all.size());
            List<List<Element.InFile>> frames;
            if (format.frames() == 1) {
                frames = List.of(fragments);
            } else if (fragments.size() == format.frames()) {
                frames = fragments.stream().map(List::of).toList();
            } else if (all.getFirst().length() >= 4L * format.frames()) {
                frames = byOffsets(fragments, offsets(file, all.getFirst(), format.frames()));
            } else {
                frames = byStartMarks(file, fragments);
            }
            if (frames.size() < format.frames()) {
                throw new DicomException(
                        file.path(), "announces " + format.frames() + " frames, but " + frames.size() + " are there");
            }
            return frames;
        }

        private static long[] offsets(DicomFile file, Element.InFile table, int frames) throws IOException {
            byte[] bytes = file.read(table, 0, 4 * frames);
            long[] offsets = new long[frames];
            for (int n = 0; n < frames; n++) {
                offsets[n] = Samples.uint32(bytes, 4 * n);
            }
            return offsets;
        }

        private static List<List<Element.InFile>> byOffsets(List<Element.InFile> fragments, long[] offsets) {
            List<List<Element.InFile>> frames = new ArrayList<>();
            long base = fragments.getFirst().position() - 8;
            for (Element.InFile fragment : fragments) {
                boolean starts =
                        frames.size() < offsets.length && fragment.position() - 8 - base >= offsets[frames.size()];
                if (starts || frames.isEmpty()) {
                    frames.add(new ArrayList<>());
                }
                frames.getLast().add(fragment);
            }
            return frames;
        }

        private static List<List<Element.InFile>> byStartMarks(DicomFile file, List<Element.InFile> fragments)
                throws IOException {
            List<List<Element.InFile>> frames = new ArrayList<>();
            for (Element.InFile fragment : fragments) {
                if (frames.isEmpty() || startsFrame(file, fragment)) {
                    frames.add(new ArrayList<>());
                }
                frames.getLast().add(fragment);
            }
            return frames;
        }

        private static boolean startsFrame(DicomFile file, Element.InFile fragment) throws IOException {
            if (fragment.length() < 4) {
                return false;
            }
            byte[] head = file.read(fragment, 0, 3);
            int mark = (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
            return (mark == JPEG_START || mark == JPEG_2000_START) && head[2] == (byte) 0xFF;
        }
    }
}
