package diffusam.io.dicom;

import java.nio.ByteBuffer;

/** JPEG-LS (ITU-T T.87), lossless and near-lossless, in all three interleave modes. */
final class JpegLsDecoder {
    private static final int FRAME = 0xFFF7;
    private static final int PRESETS = 0xFFF8;
    private static final int SCAN = 0xFFDA;
    private static final int END = 0xFFD9;
    private static final int RESTARTS = 0xFFDD;
    private static final int[] NO_PRESETS = new int[5];

    private final ByteBuffer in;
    private final PixelFormat format;
    private final byte[] out;
    private int precision;
    private int[] presets = NO_PRESETS;

    private JpegLsDecoder(byte[] packed, PixelFormat format) {
        in = ByteBuffer.wrap(packed);
        this.format = format;
        out = new byte[(int) format.frameBytes()];
    }

    static byte[] decode(byte[] packed, PixelFormat format) throws Malformed {
        if (format.bytesPerSample() > 2) {
            throw new Malformed("JPEG-LS holds at most 16 bits a sample");
        }
        try {
            return new JpegLsDecoder(packed, format).segments();
        } catch (IndexOutOfBoundsException e) {
            throw new Malformed("its JPEG-LS data end early", e);
        }
    }

    private byte[] segments() throws Malformed {
        int at = 2;
        int done = 0;
        while (done < format.samples()) {
            at = mark(at);
            int mark = uint16(at);
            int length = uint16(at + 2);
            if (mark == END || length < 2 || at + 2 + length > in.limit()) {
                throw new Malformed("its JPEG-LS data end early");
            }
            switch (mark) {
                case FRAME -> frame(at + 4);
                case PRESETS -> presets(at + 4);
                case RESTARTS -> throw new Malformed("JPEG-LS with restart intervals is not supported");
                case SCAN -> {
                    int components = in.get(at + 4) & 0xFF;
                    at = scan(at + 2 + length, done, components, at + 5 + 2 * components);
                    done += components;
                    continue;
                }
                default -> {}
            }
            at += 2 + length;
        }
        return out;
    }

    /** The next marker at or after {@code at}. */
    private int mark(int at) throws Malformed {
        int next = at;
        while (next + 4 <= in.limit()) {
            if (in.get(next) == (byte) 0xFF && in.get(next + 1) != (byte) 0xFF && (in.get(next + 1) & 0xFF) >= 0x80) {
                return next;
            }
            next++;
        }
        throw new Malformed("its JPEG-LS data end early");
    }

    private void frame(int at) throws Malformed {
        precision = in.get(at) & 0xFF;
        int rows = uint16(at + 1);
        int columns = uint16(at + 3);
        int components = in.get(at + 5) & 0xFF;
        if (rows != format.rows() || columns != format.columns() || components != format.samples()) {
            throw new Malformed("it holds " + columns + "×" + rows + "×" + components + " samples, the file announces "
                    + format.columns() + "×" + format.rows() + "×" + format.samples());
        }
        if (precision < 2 || precision > 8 * format.bytesPerSample()) {
            throw new Malformed("it holds " + precision + "-bit samples, the file announces " + format.bitsAllocated());
        }
    }

    private void presets(int at) throws Malformed {
        if (in.get(at) != 1 || at + 11 > in.limit()) {
            throw new Malformed("JPEG-LS with mapping tables is not supported");
        }
        presets = new int[5];
        for (int n = 0; n < 5; n++) {
            presets[n] = uint16(at + 1 + 2 * n);
        }
    }

    /** Decodes one scan; gives the position after it. */
    private int scan(int data, int firstComponent, int components, int parameters) throws Malformed {
        int near = in.get(parameters) & 0xFF;
        int interleave = in.get(parameters + 1) & 0xFF;
        int shift = in.get(parameters + 2) & 0xF;
        if (precision == 0
                || components < 1
                || firstComponent + components > format.samples()
                || interleave > 2
                || (interleave == 0 && components > 1)) {
            throw new Malformed("its JPEG-LS scan header is damaged");
        }
        JpegLsCoding coding = JpegLsCoding.of(precision, near, presets);
        JpegLsScan scan = new JpegLsScan(coding, new JpegLsBits(in.array(), data), format.columns(), components);
        int[][] lines = new int[components][];
        for (int row = 0; row < format.rows(); row++) {
            if (interleave == 2) {
                scan.samplesTogether(lines);
            } else {
                for (int c = 0; c < components; c++) {
                    lines[c] = scan.line(c);
                }
            }
            store(lines, row, firstComponent, shift);
        }
        return scan.bits().position();
    }

    private void store(int[][] lines, int row, int firstComponent, int shift) {
        int size = format.bytesPerSample();
        for (int c = 0; c < lines.length; c++) {
            int at = (row * format.columns() * format.samples() + firstComponent + c) * size;
            for (int column = 0; column < format.columns(); column++, at += size * format.samples()) {
                int value = lines[c][column + 1] << shift;
                if (size == 1) {
                    out[at] = (byte) value;
                } else {
                    Samples.putInt16(out, at, value);
                }
            }
        }
    }

    private int uint16(int at) throws Malformed {
        if (at + 2 > in.limit()) {
            throw new Malformed("its JPEG-LS data end early");
        }
        return in.getShort(at) & 0xFFFF;
    }
}
