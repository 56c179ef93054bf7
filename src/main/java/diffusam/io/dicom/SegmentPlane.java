package diffusam.io.dicom;

import java.util.BitSet;

/** The pixels of one segment on one slice, each from 0 to 255 of the whole. */
sealed interface SegmentPlane {
    int WHOLE = 255;

    int at(int pixel);

    /** Adds pixels from 0 to {@code most}, keeping the greater where there are some. */
    void add(byte[] values, int most);

    /** No pixels yet, kept in a bit each or, for fractions, a byte each. */
    static SegmentPlane empty(int pixels, boolean fractions) {
        return fractions ? new Bytes(new byte[pixels]) : new Bits(new BitSet(pixels));
    }

    /** All or nothing. */
    record Bits(BitSet set) implements SegmentPlane {
        @Override
        public int at(int pixel) {
            return set.get(pixel) ? WHOLE : 0;
        }

        @Override
        public void add(byte[] values, int most) {
            for (int p = 0; p < values.length; p++) {
                if (values[p] != 0) {
                    set.set(p);
                }
            }
        }
    }

    /** Fractions. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] values) implements SegmentPlane {
        @Override
        public int at(int pixel) {
            return values[pixel] & 0xFF;
        }

        @Override
        public void add(byte[] stored, int most) {
            for (int p = 0; p < stored.length; p++) {
                int value = Math.min(stored[p] & 0xFF, most) * WHOLE / most;
                values[p] = (byte) Math.max(values[p] & 0xFF, value);
            }
        }
    }
}
