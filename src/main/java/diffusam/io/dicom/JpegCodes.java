package diffusam.io.dicom;

import java.nio.ByteBuffer;

/** A table of Huffman codes (T.81, C and F.2.2.3). */
final class JpegCodes {
    private static final int LONGEST = 16;

    private final int[] counts;
    private final byte[] symbols;

    private JpegCodes(int[] counts, byte[] symbols) {
        this.counts = counts;
        this.symbols = symbols;
    }

    static JpegCodes read(ByteBuffer in, int at) throws Malformed {
        int[] counts = new int[LONGEST + 1];
        int size = 0;
        for (int length = 1; length <= LONGEST; length++) {
            counts[length] = in.get(at + length - 1) & 0xFF;
            size += counts[length];
        }
        if (size > 256) {
            throw new Malformed("its JPEG tables are damaged");
        }
        byte[] symbols = new byte[size];
        in.get(at + LONGEST, symbols);
        return new JpegCodes(counts, symbols);
    }

    int size() {
        return symbols.length;
    }

    /** The symbol whose code comes next. */
    int next(JpegBits bits) throws Malformed {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code = code << 1 | bits.bit();
            if (code - first < counts[length]) {
                return symbols[index + code - first] & 0xFF;
            }
            index += counts[length];
            first = first + counts[length] << 1;
        }
        throw new Malformed("its JPEG data are damaged");
    }
}
