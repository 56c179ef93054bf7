package diffusam.io.dicom;

/** The bits of a JPEG scan: a zero byte after a byte of ones is skipped (T.81, F.1.2.3). */
final class JpegBits {
    private final byte[] bytes;
    private int position;
    private int held;
    private int count;

    JpegBits(byte[] bytes, int start) {
        this.bytes = bytes;
        position = start;
    }

    int bit() throws Malformed {
        if (count == 0) {
            fill();
        }
        count--;
        return held >> count & 1;
    }

    /** A number of {@code width} bits, negative if the first bit is 0 (T.81, F.2.2.1). */
    int signed(int width) throws Malformed {
        if (width > 16) {
            throw new Malformed("its JPEG data are damaged");
        }
        int value = 0;
        for (int n = 0; n < width; n++) {
            value = value << 1 | bit();
        }
        return width == 0 || value >= 1 << width - 1 ? value : value - (1 << width) + 1;
    }

    /** Skips to after the next restart marker. */
    void restart() throws Malformed {
        count = 0;
        while (position + 1 < bytes.length) {
            boolean marker = bytes[position] == (byte) 0xFF && (bytes[position + 1] & 0xF8) == 0xD0;
            position++;
            if (marker) {
                position++;
                return;
            }
        }
        throw new Malformed("its JPEG data end early");
    }

    private void fill() throws Malformed {
        if (position >= bytes.length) {
            throw new Malformed("its JPEG data end early");
        }
        held = bytes[position++] & 0xFF;
        count = 8;
        if (held == 0xFF) {
            if (position >= bytes.length || bytes[position] != 0) {
                throw new Malformed("its JPEG data end early"); // a marker
            }
            position++;
        }
    }
}
