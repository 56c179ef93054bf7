package diffusam.io.dicom;

/**
 * The numbers of a JPEG-LS scan (T.87, C.2.4.1 and A.2).
 *
 * @param near largest error of a sample, 0 for lossless
 * @param t1 first gradient threshold, then {@code t2} and {@code t3}
 * @param reset count at which statistics are halved
 * @param range number of quantised error values
 * @param errorBits bits of an error that is written in full
 * @param limit longest code
 */
record JpegLsCoding(int maximum, int near, int t1, int t2, int t3, int reset, int range, int errorBits, int limit) {
    /** @param presets maximum, three thresholds and reset; zeros stand for the defaults */
    static JpegLsCoding of(int precision, int near, int[] presets) throws Malformed {
        int maximum = presets[0] == 0 ? (1 << precision) - 1 : presets[0];
        if (near > Math.min(255, maximum / 2) || maximum >= 1 << precision) {
            throw new Malformed("its JPEG-LS parameters are damaged");
        }
        int[] defaults = thresholds(maximum, near);
        int t1 = presets[1] == 0 ? defaults[0] : presets[1];
        int t2 = presets[2] == 0 ? defaults[1] : presets[2];
        int t3 = presets[3] == 0 ? defaults[2] : presets[3];
        int reset = presets[4] == 0 ? 64 : presets[4];
        if (reset < 3) {
            throw new Malformed("its JPEG-LS parameters are damaged");
        }
        int range = (maximum + 2 * near) / (2 * near + 1) + 1;
        int sampleBits = Math.max(2, bits(maximum + 1));
        return new JpegLsCoding(
                maximum, near, t1, t2, t3, reset, range, bits(range), 2 * (sampleBits + Math.max(8, sampleBits)));
    }

    /** Region of a gradient, from -4 to 4. */
    int region(int gradient) {
        int size = Math.abs(gradient);
        int region = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
        return gradient < 0 ? -region : region;
    }

    /** A prediction corrected by a quantised error, wrapped and clipped into the samples' range. */
    int reconstructed(int prediction, int error) {
        int step = 2 * near + 1;
        int value = prediction + error * step;
        if (value < -near) {
            value += range * step;
        } else if (value > maximum + near) {
            value -= range * step;
        }
        return Math.clamp(value, 0, maximum);
    }

    /** Smallest number of bits that counts up to {@code values} values. */
    private static int bits(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    private static int[] thresholds(int maximum, int near) {
        if (maximum >= 128) {
            int factor = (Math.min(maximum, 4095) + 128) / 256;
            int t1 = clamp(factor + 2 + 3 * near, near + 1, maximum);
            int t2 = clamp(4 * factor + 3 + 5 * near, t1, maximum);
            return new int[] {t1, t2, clamp(17 * factor + 4 + 7 * near, t2, maximum)};
        }
        int factor = 256 / (maximum + 1);
        int t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maximum);
        int t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, maximum);
        return new int[] {t1, t2, clamp(Math.max(4, 21 / factor + 7 * near), t2, maximum)};
    }

    private static int clamp(int value, int low, int maximum) {
        return value > maximum || value < low ? low : value;
    }
}
