package diffusam.volume;

/** A display or model window: values from {@code low} to {@code high} map to [0, 1], the rest is clipped. */
public record Window(double low, double high) {
    public Window {
        if (!(high > low)) {
            throw new IllegalArgumentException("a window needs low < high, got " + low + " and " + high);
        }
    }

    public static Window ofCenterWidth(double center, double width) {
        return new Window(center - width / 2, center + width / 2);
    }

    /**
     * The window to show a volume in when nobody has chosen one: soft tissue, [-160, 240] HU, if it is a CT, told by values
     * of -500 and below; otherwise from the 0.5th to the 99.5th percentile of what is brighter than the darkest value.
     */
    public static Window automatic(Volume volume) {
        return DisplayRange.of(volume);
    }

    public double center() {
        return (low + high) / 2;
    }

    public double width() {
        return high - low;
    }

    /** Position of {@code value} in the window, in [0, 1]; what is not a number counts as lowest. */
    public float map(double value) {
        double x = (value - low) / (high - low);
        return !(x > 0) ? 0 : x > 1 ? 1 : (float) x;
    }
}
