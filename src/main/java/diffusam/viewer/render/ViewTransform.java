package diffusam.viewer.render;

/**
 * Where a slice lies on the screen. Screen points are pixels from the view's top left; slice points are continuous columns
 * and rows, whole numbers being pixel centres. Spacing is respected: a millimetre is as long downwards as it is sideways.
 *
 * @param width of the view in pixels
 * @param height of the view in pixels
 * @param pixelsPerMm zoom
 * @param centreXMm point of the slice in the middle of the view, from the slice's left edge
 * @param centreYMm point of the slice in the middle of the view, from the slice's upper edge
 */
public record ViewTransform(
        SliceSize slice, double width, double height, double pixelsPerMm, double centreXMm, double centreYMm) {
    private static final double LEAST_ZOOM = 0.2;
    private static final double MOST_ZOOM = 60;

    public ViewTransform {
        if (!(width > 0) || !(height > 0) || !(pixelsPerMm > 0)) {
            throw new IllegalArgumentException(width + "×" + height + " pixels, " + pixelsPerMm + " pixels/mm");
        }
    }

    /** The whole slice, as large as the view allows. */
    public static ViewTransform fit(SliceSize slice, double width, double height) {
        double pixelsPerMm = fittingPixelsPerMm(slice, width, height);
        return new ViewTransform(slice, width, height, pixelsPerMm, slice.widthMm() / 2, slice.heightMm() / 2);
    }

    /** The slice at this {@link #zoom}, with a point of it in the middle of the view. */
    public static ViewTransform framed(
            SliceSize slice, double width, double height, double zoom, double centreXMm, double centreYMm) {
        double fit = fittingPixelsPerMm(slice, width, height);
        return new ViewTransform(
                        slice, width, height, fit * Math.clamp(zoom, LEAST_ZOOM, MOST_ZOOM), centreXMm, centreYMm)
                .panned(0, 0);
    }

    /** How much larger than {@link #fit} the slice is shown. */
    public double zoom() {
        return pixelsPerMm / fittingPixelsPerMm(slice, width, height);
    }

    public double column(double x) {
        return ((x - width / 2) / pixelsPerMm + centreXMm) / slice.columnSpacingMm() - 0.5;
    }

    public double row(double y) {
        return ((y - height / 2) / pixelsPerMm + centreYMm) / slice.rowSpacingMm() - 0.5;
    }

    public double x(double column) {
        return ((column + 0.5) * slice.columnSpacingMm() - centreXMm) * pixelsPerMm + width / 2;
    }

    public double y(double row) {
        return ((row + 0.5) * slice.rowSpacingMm() - centreYMm) * pixelsPerMm + height / 2;
    }

    /** Enlarges by {@code factor}, within limits; the slice point under (x, y) stays where it is. */
    public ViewTransform zoomedAt(double x, double y, double factor) {
        double fit = fittingPixelsPerMm(slice, width, height);
        double to = Math.clamp(pixelsPerMm * factor, LEAST_ZOOM * fit, MOST_ZOOM * fit);
        double shift = 1 / pixelsPerMm - 1 / to;
        return new ViewTransform(
                slice, width, height, to, centreXMm + (x - width / 2) * shift, centreYMm + (y - height / 2) * shift);
    }

    /** Moves the slice by screen pixels; its middle never leaves the view. */
    public ViewTransform panned(double dx, double dy) {
        return new ViewTransform(
                slice,
                width,
                height,
                pixelsPerMm,
                clampedCentre(centreXMm - dx / pixelsPerMm, slice.widthMm(), width),
                clampedCentre(centreYMm - dy / pixelsPerMm, slice.heightMm(), height));
    }

    /** The same middle and the same zoom in a view of another size. */
    public ViewTransform resized(double newWidth, double newHeight) {
        return new ViewTransform(
                slice,
                newWidth,
                newHeight,
                zoom() * fittingPixelsPerMm(slice, newWidth, newHeight),
                centreXMm,
                centreYMm);
    }

    /** The same picture on a screen with {@code scale} device pixels a pixel. */
    public ViewTransform onDevice(double scale) {
        return new ViewTransform(slice, width * scale, height * scale, pixelsPerMm * scale, centreXMm, centreYMm);
    }

    private double clampedCentre(double centre, double lengthMm, double pixels) {
        double reach = lengthMm / 2 + pixels / pixelsPerMm / 2;
        return Math.clamp(centre, lengthMm / 2 - reach, lengthMm / 2 + reach);
    }

    private static double fittingPixelsPerMm(SliceSize slice, double width, double height) {
        return Math.min(width / slice.widthMm(), height / slice.heightMm());
    }
}
