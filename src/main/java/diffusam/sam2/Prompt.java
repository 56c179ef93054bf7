package diffusam.sam2;

import diffusam.foundation.Foundation.Click;
import java.util.List;

/**
 * A point that says where the object is, at fractions of the image's width and height.
 *
 * @param kind what the point stands for
 */
public record Prompt(double x, double y, Kind kind) {
    /** In the order of the network's embeddings. */
    public enum Kind {
        OUTSIDE,
        INSIDE,
        UPPER_LEFT,
        LOWER_RIGHT
    }

    static Prompt of(Click click) {
        return new Prompt(click.x(), click.y(), click.positive() ? Kind.INSIDE : Kind.OUTSIDE);
    }

    /** The two corners of a box around the object. */
    public static List<Prompt> box(double left, double top, double right, double bottom) {
        return List.of(new Prompt(left, top, Kind.UPPER_LEFT), new Prompt(right, bottom, Kind.LOWER_RIGHT));
    }
}
