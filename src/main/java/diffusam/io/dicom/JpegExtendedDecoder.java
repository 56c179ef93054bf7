package diffusam.io.dicom;

import java.nio.ByteBuffer;

/**
 * JPEG with Huffman-coded, sequential DCT of grey pictures of up to 12 bits (ITU-T T.81, process 4), which the codec of the
 * class path does not know.
 */
final class JpegExtendedDecoder {
    private static final int TABLES_OF_STEPS = 0xFFDB;
    private static final int TABLES_OF_CODES = 0xFFC4;
    private static final int FRAME = 0xFFC1;
    private static final int RESTARTS = 0xFFDD;
    private static final int SCAN = 0xFFDA;
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };
    private static final double[][] COSINES = cosines();

    private final ByteBuffer in;
    private final PixelFormat format;
    private final int[][] steps = new int[4][64];
    private final JpegCodes[] codes = new JpegCodes[8];
    private int precision;
    private int stepTable;
    private int restartInterval;

    private JpegExtendedDecoder(byte[] packed, PixelFormat format) {
        in = ByteBuffer.wrap(packed);
        this.format = format;
    }

    static byte[] decode(byte[] packed, PixelFormat format) throws Malformed {
        try {
            return new JpegExtendedDecoder(packed, format).segments();
        } catch (IndexOutOfBoundsException e) {
            throw new Malformed("its JPEG data end early", e);
        }
    }

    private byte[] segments() throws Malformed {
        int at = 2;
        while (true) {
            int mark = in.getShort(at) & 0xFFFF;
            int length = in.getShort(at + 2) & 0xFFFF;
            if (mark < 0xFF01 || length < 2) {
                throw new Malformed("its JPEG data are damaged");
            }
            switch (mark) {
                case TABLES_OF_STEPS -> steps(at + 4, at + 2 + length);
                case TABLES_OF_CODES -> codes(at + 4, at + 2 + length);
                case FRAME -> frame(at + 4);
                case RESTARTS -> restartInterval = in.getShort(at + 4) & 0xFFFF;
                case SCAN -> {
                    return scan(at + 4, at + 2 + length);
                }
                default -> {}
            }
            at += 2 + length;
        }
    }

    private void steps(int start, int end) {
        int at = start;
        while (at < end) {
            int head = in.get(at++);
            boolean wide = head >> 4 == 1;
            for (int n = 0; n < 64; n++) {
                steps[head & 3][ZIGZAG[n]] = wide ? in.getShort(at) & 0xFFFF : in.get(at) & 0xFF;
                at += wide ? 2 : 1;
            }
        }
    }

    private void codes(int start, int end) throws Malformed {
        int at = start;
        while (at < end) {
            int head = in.get(at);
            JpegCodes table = JpegCodes.read(in, at + 1);
            codes[(head >> 4 & 1) * 4 + (head & 3)] = table;
            at += 17 + table.size();
        }
    }

    private void frame(int at) throws Malformed {
        precision = in.get(at);
        int rows = in.getShort(at + 1) & 0xFFFF;
        int columns = in.getShort(at + 3) & 0xFFFF;
        if (rows != format.rows() || columns != format.columns()) {
            throw new Malformed("it holds " + columns + "×" + rows + " pixels, the file announces " + format.columns()
                    + "×" + format.rows());
        }
        if (in.get(at + 5) != 1 || format.samples() != 1) {
            throw new Malformed("JPEG in colour of more than 8 bits is not supported");
        }
        if (precision > 12 || format.bytesPerSample() != 2) {
            throw new Malformed("JPEG of " + precision + " bits is not supported here");
        }
        stepTable = in.get(at + 8) & 3;
    }

    private byte[] scan(int head, int data) throws Malformed {
        JpegCodes dc = codes[in.get(head + 2) >> 4 & 3];
        JpegCodes ac = codes[4 + (in.get(head + 2) & 3)];
        if (precision == 0 || dc == null || ac == null) {
            throw new Malformed("its JPEG tables are missing");
        }
        byte[] out = new byte[(int) format.frameBytes()];
        JpegBits bits = new JpegBits(in.array(), data);
        int across = (format.columns() + 7) / 8;
        int blocks = across * ((format.rows() + 7) / 8);
        double[] block = new double[64];
        int mean = 0;
        for (int b = 0; b < blocks; b++) {
            if (restartInterval > 0 && b > 0 && b % restartInterval == 0) {
                bits.restart();
                mean = 0;
            }
            mean = coefficients(bits, dc, ac, mean, block);
            store(block, b % across * 8, b / across * 8, out);
        }
        return out;
    }

    /** Reads one block into dequantised coefficients; gives its mean, which the next block's is relative to. */
    private int coefficients(JpegBits bits, JpegCodes dc, JpegCodes ac, int meanBefore, double[] block)
            throws Malformed {
        java.util.Arrays.fill(block, 0);
        int[] step = steps[stepTable];
        int mean = meanBefore + bits.signed(dc.next(bits));
        block[0] = (double) mean * step[0];
        int n = 1;
        while (n < 64) {
            int symbol = ac.next(bits);
            int width = symbol & 15;
            int zeros = symbol >> 4;
            if (width == 0 && zeros != 15) {
                break;
            }
            n += zeros;
            if (n > 63) {
                throw new Malformed("its JPEG data are damaged");
            }
            block[ZIGZAG[n]] = (double) bits.signed(width) * step[ZIGZAG[n]];
            n++;
        }
        return mean;
    }

    private void store(double[] block, int left, int top, byte[] out) {
        double[] rows = new double[64];
        for (int v = 0; v < 8; v++) {
            for (int x = 0; x < 8; x++) {
                double sum = 0;
                for (int u = 0; u < 8; u++) {
                    sum += COSINES[x][u] * block[8 * v + u];
                }
                rows[8 * v + x] = sum;
            }
        }
        int middle = 1 << precision - 1;
        for (int y = 0; y < Math.min(8, format.rows() - top); y++) {
            for (int x = 0; x < Math.min(8, format.columns() - left); x++) {
                double sum = 0;
                for (int v = 0; v < 8; v++) {
                    sum += COSINES[y][v] * rows[8 * v + x];
                }
                int value = Math.clamp(Math.round(sum) + middle, 0, 2 * middle - 1);
                Samples.putInt16(out, 2 * ((top + y) * format.columns() + left + x), value);
            }
        }
    }

    private static double[][] cosines() {
        double[][] table = new double[8][8];
        for (int x = 0; x < 8; x++) {
            for (int u = 0; u < 8; u++) {
                table[x][u] = (u == 0 ? Math.sqrt(0.5) : 1) / 2 * Math.cos((2 * x + 1) * u * Math.PI / 16);
            }
        }
        return table;
    }
}
