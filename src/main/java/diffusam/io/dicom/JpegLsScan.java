package diffusam.io.dicom;

/**
 * Decodes the lines of a JPEG-LS scan (T.87, annex A). A line is an array with one sample more at each end, so that every
 * sample has neighbours.
 */
final class JpegLsScan {
    private static final int CONTEXTS = 365;
    private static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };
    private static final int MIN_CORRECTION = -128;
    private static final int MAX_CORRECTION = 127;

    private final JpegLsCoding coding;
    private final JpegLsBits bits;
    private final int columns;
    private final int[][] above;
    private final int[] runIndex;

    // A, B, C and N of the standard: sums of errors' sizes, of errors, corrections and counts; the last two are for
    // runs
    private final int[] sizes = new int[CONTEXTS + 2];
    private final int[] errors = new int[CONTEXTS];
    private final int[] corrections = new int[CONTEXTS];
    private final int[] counts = new int[CONTEXTS + 2];
    private final int[] negatives = new int[2];

    JpegLsScan(JpegLsCoding coding, JpegLsBits bits, int columns, int components) {
        this.coding = coding;
        this.bits = bits;
        this.columns = columns;
        above = new int[components][columns + 2];
        runIndex = new int[components];
        java.util.Arrays.fill(sizes, Math.max(2, (coding.range() + 32) / 64));
        java.util.Arrays.fill(counts, 1);
    }

    JpegLsBits bits() {
        return bits;
    }

    /** Decodes the next line of a component. */
    int[] line(int component) throws Malformed {
        int[] previous = above[component];
        int[] line = new int[columns + 2];
        edges(previous, line);
        int x = 1;
        while (x <= columns) {
            int context = context(previous, line, x);
            if (context != 0) {
                line[x] = regular(context, previous, line, x);
                x++;
                continue;
            }
            int run = run(component, columns + 1 - x);
            java.util.Arrays.fill(line, x, x + run, line[x - 1]);
            x += run;
            if (x <= columns) {
                line[x] = interruption(component, line[x - 1], previous[x]);
                runIndex[component] = Math.max(0, runIndex[component] - 1);
                x++;
            }
        }
        above[component] = line;
        return line;
    }

    /** Decodes the next line of all components, sample by sample. */
    void samplesTogether(int[][] lines) throws Malformed {
        int components = lines.length;
        int[] contexts = new int[components];
        for (int c = 0; c < components; c++) {
            lines[c] = new int[columns + 2];
            edges(above[c], lines[c]);
        }
        int x = 1;
        while (x <= columns) {
            boolean flat = true;
            for (int c = 0; c < components; c++) {
                contexts[c] = context(above[c], lines[c], x);
                flat &= contexts[c] == 0;
            }
            if (!flat) {
                for (int c = 0; c < components; c++) {
                    lines[c][x] = regular(contexts[c], above[c], lines[c], x);
                }
                x++;
                continue;
            }
            int run = run(0, columns + 1 - x);
            for (int[] line : lines) {
                java.util.Arrays.fill(line, x, x + run, line[x - 1]);
            }
            x += run;
            if (x <= columns) {
                for (int c = 0; c < components; c++) {
                    int left = lines[c][x - 1];
                    int up = above[c][x];
                    lines[c][x] = coding.reconstructed(up, runError(0, 0) * (left > up ? -1 : 1));
                }
                runIndex[0] = Math.max(0, runIndex[0] - 1);
                x++;
            }
        }
        System.arraycopy(lines, 0, above, 0, components);
    }

    private void edges(int[] previous, int[] line) {
        previous[columns + 1] = previous[columns];
        line[0] = previous[1];
    }

    /** The signed context of a sample, 0 where the neighbourhood is flat. */
    private int context(int[] previous, int[] line, int x) {
        int upLeft = previous[x - 1];
        int up = previous[x];
        return 81 * coding.region(previous[x + 1] - up)
                + 9 * coding.region(up - upLeft)
                + coding.region(upLeft - line[x - 1]);
    }

    private int regular(int signedContext, int[] previous, int[] line, int x) throws Malformed {
        int sign = signedContext < 0 ? -1 : 1;
        int q = Math.abs(signedContext);
        int left = line[x - 1];
        int up = previous[x];
        int upLeft = previous[x - 1];
        int low = Math.min(left, up);
        int high = Math.max(left, up);
        int edge = upLeft >= high ? low : upLeft <= low ? high : left + up - upLeft;
        int prediction = Math.clamp(edge + sign * corrections[q], 0, coding.maximum());
        int k = parameter(counts[q], sizes[q]);
        int code = golomb(k, coding.limit());
        int error = (code & 1) == 0 ? code >> 1 : -(code + 1 >> 1);
        if (k == 0 && coding.near() == 0 && 2 * errors[q] <= -counts[q]) {
            error = -error - 1;
        }
        update(q, error);
        return coding.reconstructed(prediction, sign * error);
    }

    private void update(int q, int error) {
        errors[q] += error * (2 * coding.near() + 1);
        sizes[q] += Math.abs(error);
        if (counts[q] == coding.reset()) {
            sizes[q] >>= 1;
            errors[q] >>= 1;
            counts[q] >>= 1;
        }
        counts[q]++;
        if (errors[q] <= -counts[q]) {
            errors[q] = Math.max(errors[q] + counts[q], 1 - counts[q]);
            corrections[q] = Math.max(corrections[q] - 1, MIN_CORRECTION);
        } else if (errors[q] > 0) {
            errors[q] = Math.min(errors[q] - counts[q], 0);
            corrections[q] = Math.min(corrections[q] + 1, MAX_CORRECTION);
        }
    }

    /** Length of a run, at most {@code left} samples. */
    private int run(int component, int left) throws Malformed {
        int run = 0;
        while (run < left && bits.bit() == 1) {
            int segment = 1 << RUN_BITS[runIndex[component]];
            if (run + segment <= left) {
                run += segment;
                runIndex[component] = Math.min(31, runIndex[component] + 1);
            } else {
                return left;
            }
            if (run == left) {
                return left;
            }
        }
        if (run < left) {
            run += bits.bits(RUN_BITS[runIndex[component]]);
            if (run >= left) {
                throw new Malformed("its JPEG-LS data are damaged");
            }
        }
        return run;
    }

    private int interruption(int component, int left, int up) throws Malformed {
        boolean alike = Math.abs(left - up) <= coding.near();
        if (alike) {
            return coding.reconstructed(left, runError(1, component));
        }
        return coding.reconstructed(up, runError(0, component) * (left > up ? -1 : 1));
    }

    /** The error of the sample that ends a run; type 1 where its neighbours are alike. */
    private int runError(int type, int component) throws Malformed {
        int q = CONTEXTS + type;
        int k = parameter(counts[q], type == 0 ? sizes[q] : sizes[q] + (counts[q] >> 1));
        int code = golomb(k, coding.limit() - RUN_BITS[runIndex[component]] - 1);
        int folded = code + type;
        boolean odd = (folded & 1) == 1;
        int size = (folded + 1) >> 1;
        int error = (k != 0 || 2 * negatives[type] >= counts[q]) == odd ? -size : size;
        negatives[type] += error < 0 ? 1 : 0;
        sizes[q] += code + 1 - type >> 1;
        if (counts[q] == coding.reset()) {
            sizes[q] >>= 1;
            counts[q] >>= 1;
            negatives[type] >>= 1;
        }
        counts[q]++;
        return error;
    }

    private static int parameter(int count, int size) {
        int k = 0;
        while (count << k < size && k < 24) {
            k++;
        }
        return k;
    }

    private int golomb(int k, int limit) throws Malformed {
        int zeros = bits.zeros(limit);
        if (zeros < limit - coding.errorBits() - 1) {
            return (zeros << k) + bits.bits(k);
        }
        return bits.bits(coding.errorBits()) + 1;
    }
}
