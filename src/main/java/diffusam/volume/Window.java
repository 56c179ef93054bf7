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
