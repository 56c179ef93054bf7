package diffusam.metrics;

/**
 * What some values of an image have in common.
 *
 * @param deviation standard deviation of the values themselves, divided by their number
 */
public record ValueStatistics(long count, double mean, double deviation, double least, double most) {
    /** Collects values one by one; numerically stable (Welford 1962). */
    public static final class Collector {
        private long count;
        private double mean;
        private double squares;
        private double least = Double.NaN;
        private double most = Double.NaN;

        public void add(double value) {
            count++;
            double before = value - mean;
            mean += before / count;
            squares += before * (value - mean);
            least = count == 1 ? value : Math.min(least, value);
            most = count == 1 ? value : Math.max(most, value);
        }

        /** The statistics so far; all but the count are NaN of nothing. */
        public ValueStatistics result() {
            return count == 0
                    ? new ValueStatistics(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                    : new ValueStatistics(count, mean, Math.sqrt(squares / count), least, most);
        }
    }
}
