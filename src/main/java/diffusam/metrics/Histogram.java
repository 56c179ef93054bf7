package diffusam.metrics;

/**
 * How often values occur, in bins of equal width.
 *
 * @param low least value, at the lower end of the first bin
 * @param high greatest value, at the upper end of the last bin
 */
@SuppressWarnings("ArrayRecordComponent") // never written after construction, never compared
public record Histogram(double low, double high, long[] counts) {
    /** The bin a value from low to high falls into. */
    static int bin(double value, double low, double high, int bins) {
        return high > low ? (int) Math.min(bins - 1.0, Math.floor((value - low) / (high - low) * bins)) : 0;
    }

    /** Of the fullest bin. */
    public long most() {
        long most = 0;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }
}
