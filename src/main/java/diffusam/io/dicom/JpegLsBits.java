package diffusam.io.dicom;

/** The bits of a JPEG-LS scan: after a byte of ones the next byte gives seven bits (T.87, A.1). */
final class JpegLsBits {
    private final byte[] bytes;
    private int position;
    private long held;
    private int count;
    private boolean afterOnes;

    JpegLsBits(byte[] bytes, int start) {
        this.bytes = bytes;
        position = start;
    }

    /** Where the byte after those read lies. */
    int position() {
        return position;
    }

    int bit() throws Malformed {
        return bits(1);
    }

    /** The next {@code n} bits, at most 24, the first one highest. */
    int bits(int n) throws Malformed {
        while (count < n) {
            fill();
        }
        count -= n;
        return (int) (held >>> count) & (1 << n) - 1;
    }

    /** Number of zeros before the next one, which is read too. */
    int zeros(int most) throws Malformed {
        int zeros = 0;
        while (bits(1) == 0) {
            if (++zeros > most) {
                throw new Malformed("its JPEG-LS data are damaged");
            }
        }
        return zeros;
    }

    private void fill() throws Malformed {
        if (position >= bytes.length) {
            throw new Malformed("its JPEG-LS data end early");
        }
        int value = bytes[position] & 0xFF;
        if (afterOnes && value >= 0x80) {
            throw new Malformed("its JPEG-LS data end early"); // a marker
        }
        int width = afterOnes ? 7 : 8;
        held = held << width | value;
        count += width;
        afterOnes = value == 0xFF;
        position++;
    }
}
