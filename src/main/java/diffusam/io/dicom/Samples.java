package diffusam.io.dicom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Rearranging arrays of samples. */
final class Samples {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Samples() {}

    static long uint32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) & 0xFFFFFFFFL;
    }

    static short int16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at);
    }

    static int int32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void putInt16(byte[] bytes, int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    static void putInt32(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    /** Stored value of sample {@code n} of a decoded frame. */
    static double value(byte[] samples, int n, PixelFormat format) {
        return switch (format.bytesPerSample()) {
            case 1 -> format.signed() ? samples[n] : samples[n] & 0xFF;
            case 2 -> format.signed() ? int16(samples, 2 * n) : int16(samples, 2 * n) & 0xFFFF;
            case 4 ->
                format.floating()
                        ? Float.intBitsToFloat(int32(samples, 4 * n))
                        : format.signed() ? int32(samples, 4 * n) : int32(samples, 4 * n) & 0xFFFFFFFFL;
            default -> Double.longBitsToDouble(uint32(samples, 8 * n) | uint32(samples, 8 * n + 4) << 32);
        };
    }

    /** One byte, 0 or 1, for each bit, lowest bit first. */
    static byte[] unpackBits(byte[] packed, int firstBit, int count) {
        byte[] out = new byte[count];
        for (int n = 0; n < count; n++) {
            int bit = firstBit + n;
            out[n] = (byte) (packed[bit >> 3] >> (bit & 7) & 1);
        }
        return out;
    }

    /** Reverses the bytes of each word. */
    static void swap(byte[] bytes, int wordBytes) {
        for (int at = 0; at + wordBytes <= bytes.length; at += wordBytes) {
            for (int low = at, high = at + wordBytes - 1; low < high; low++, high--) {
                byte b = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = b;
            }
        }
    }

    /** From one plane a sample to one pixel after the other. */
    static byte[] interleave(byte[] planes, PixelFormat format) {
        byte[] out = new byte[planes.length];
        int size = format.bytesPerSample();
        int pixels = format.pixels();
        for (int sample = 0, in = 0; sample < format.samples(); sample++) {
            for (int p = 0; p < pixels; p++) {
                for (int b = 0; b < size; b++, in++) {
                    out[(p * format.samples() + sample) * size + b] = planes[in];
                }
            }
        }
        return out;
    }

    /** From Y Y Cb Cr for two pixels to Y Cb Cr for each. */
    static byte[] expandHalfColour(byte[] packed, int pixels) {
        byte[] out = new byte[pixels * 3];
        for (int p = 0; p < pixels; p++) {
            int pair = p / 2 * 4;
            out[3 * p] = packed[pair + p % 2];
            out[3 * p + 1] = packed[pair + 2];
            out[3 * p + 2] = packed[pair + 3];
        }
        return out;
    }

    /** Drops what lies outside the stored bits and extends the sign. */
    static void clean(byte[] samples, PixelFormat format) {
        int low = format.highBit() + 1 - format.bitsStored();
        if (format.bitsStored() == format.bitsAllocated() || format.floating()) {
            return;
        }
        int left = 32 - format.bitsStored() - low;
        int right = 32 - format.bitsStored();
        boolean signed = format.signed();
        switch (format.bytesPerSample()) {
            case 1 -> {
                for (int at = 0; at < samples.length; at++) {
                    int value = samples[at] << left;
                    samples[at] = (byte) (signed ? value >> right : value >>> right);
                }
            }
            case 2 -> {
                for (int at = 0; at < samples.length; at += 2) {
                    int value = int16(samples, at) << left;
                    putInt16(samples, at, signed ? value >> right : value >>> right);
                }
            }
            default -> {
                for (int at = 0; at < samples.length; at += 4) {
                    int value = int32(samples, at) << left;
                    putInt32(samples, at, signed ? value >> right : value >>> right);
                }
            }
        }
    }
}
