package diffusam.viewer;

import java.util.List;

/**
 * A measurement drawn over a slice.
 *
 * @param points of the line; for an ellipse, two opposite corners of the rectangle round it
 * @param text written beside the last point
 */
public record Figure(Shape shape, List<SlicePoint> points, String text) {
    public Figure {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("a figure of " + points.size() + " points");
        }
    }

    /** How the points are joined. */
    public enum Shape {
        LINE,
        ELLIPSE
    }
}
