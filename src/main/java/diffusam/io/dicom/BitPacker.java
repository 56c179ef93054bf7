package diffusam.io.dicom;

import java.util.Arrays;

/** Packs samples of 0 and 1 into bits, lowest bit first, without gaps between frames (PS3.5, 8.2). */
final class BitPacker {
    private byte[] packed = new byte[1024];
    private long bits;

    void add(byte[] samples) {
        int needed = Math.toIntExact((bits + samples.length + 7) / 8);
        if (needed > packed.length) {
            packed = Arrays.copyOf(packed, (int) Math.min(Integer.MAX_VALUE - 16L, 2L * needed));
        }
        for (byte sample : samples) {
            packed[(int) (bits >> 3)] |= (byte) (sample << (bits & 7));
            bits++;
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(packed, (int) ((bits + 7) / 8));
    }
}
