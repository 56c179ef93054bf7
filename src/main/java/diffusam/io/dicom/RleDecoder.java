package diffusam.io.dicom;

/** DICOM's run-length encoding (PS3.5, annex G): one segment for each byte of each sample, highest byte first. */
final class RleDecoder {
    private static final int HEADER_BYTES = 64;
    private static final int MAX_EXPANSION = 64;

    private RleDecoder() {}

    static byte[] decode(byte[] packed, PixelFormat format) throws Malformed {
        int size = format.bytesPerSample();
        int segments = format.samples() * size;
        if (packed.length < HEADER_BYTES || Samples.uint32(packed, 0) != segments) {
            throw new Malformed("its RLE header does not fit " + segments + " segments");
        }
        if (format.frameBytes() > (long) MAX_EXPANSION * packed.length) {
            throw new Malformed("its RLE data are too short for its size");
        }
        byte[] out = new byte[(int) format.frameBytes()];
        for (int segment = 0; segment < segments; segment++) {
            long start = Samples.uint32(packed, 4 + 4 * segment);
            long end = segment + 1 < segments ? Samples.uint32(packed, 8 + 4 * segment) : packed.length;
            if (start < HEADER_BYTES || end < start || end > packed.length) {
                throw new Malformed("its RLE segments lie outside the data");
            }
            int offset = segment / size * size + size - 1 - segment % size;
            unpack(packed, (int) start, (int) end, out, offset, segments);
        }
        return out;
    }

    private static void unpack(byte[] packed, int start, int end, byte[] out, int offset, int stride) throws Malformed {
        int in = start;
        int at = offset;
        while (at < out.length) {
            if (in >= end) {
                throw new Malformed("an RLE segment ends early");
            }
            int control = packed[in++];
            if (control >= 0) {
                int count = control + 1;
                if (in + count > end) {
                    throw new Malformed("an RLE segment ends early");
                }
                for (int n = 0; n < count && at < out.length; n++, at += stride) {
                    out[at] = packed[in + n];
                }
                in += count;
            } else if (control != Byte.MIN_VALUE) {
                if (in >= end) {
                    throw new Malformed("an RLE segment ends early");
                }
                for (int n = 0; n < 1 - control && at < out.length; n++, at += stride) {
                    out[at] = packed[in];
                }
                in++;
            }
        }
    }
}
