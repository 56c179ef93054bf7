package diffusam.engine;

import diffusam.volume.SliceLayout;
import java.util.List;
import java.util.Optional;

/**
 * What a user shows of an object on one slice. Places are in pixels of the layout's slice; whole numbers are pixel centres.
 *
 * @param points clicks on the object and beside it
 * @param box around the object
 */
public record SlicePrompt(SliceLayout layout, int slice, List<Point> points, Optional<Box> box) {
    public SlicePrompt {
        points = List.copyOf(points);
        if (slice < 0 || slice >= layout.slices()) {
            throw new IllegalArgumentException("slice " + slice + " of " + layout.slices());
        }
        if (points.isEmpty() && box.isEmpty()) {
            throw new IllegalArgumentException("neither a point nor a box");
        }
    }

    /**
     * A click.
     *
     * @param inside true if it is on the object
     */
    public record Point(double column, double row, boolean inside) {}

    /** A box between two corners. */
    public record Box(double left, double top, double right, double bottom) {
        public Box {
            if (!(left < right && top < bottom)) {
                throw new IllegalArgumentException(
                        "a box from " + left + ", " + top + " to " + right + ", " + bottom + " holds nothing");
            }
        }
    }
}
