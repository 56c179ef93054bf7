package diffusam.nano;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Region;
import diffusam.nn.Ops;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said about an object as a mask: an even half in a region, or the last answer with what is like the last
 * click ({@link Likeness}) added or taken away, and a disc filled in at each click inside the object and cut out at each click
 * outside. Read as a memory it tells the network where, as the dense mask prompt of SAM (Kirillov et al. 2023) does; from
 * tokens alone that takes far more examples to learn.
 */
final class Hint {
    /** Radius of a disc as a share of the image's side. */
    private static final double RADIUS = 1.0 / 48;

    private static final float PERHAPS = .5f;

    private Hint() {}

    /** @return (B, 1, S, S), one image a region */
    static NDArray of(NDManager scope, List<Region> regions, int side) {
        float[] values = new float[regions.size() * side * side];
        for (int b = 0; b < regions.size(); b++) {
            Region region = regions.get(b);
            for (int y = pixel(region.top(), side); y < pixel(region.bottom(), side); y++) {
                int row = (b * side + y) * side;
                Arrays.fill(values, row + pixel(region.left(), side), row + pixel(region.right(), side), PERHAPS);
            }
        }
        return scope.create(values, new Shape(regions.size(), 1, side, side));
    }

    private static int pixel(double place, int side) {
        return (int) Math.clamp(Math.round(place * side), 0, side);
    }

    /**
     * @param clicks one list an image, none of them empty
     * @param pictures (B, 1, s, s), any grey scale
     * @param answer probabilities (B, 1, S, S), or null before the first answer
     * @return (B, 1, S, S), in [0, 1]
     */
    static NDArray of(NDManager scope, List<List<Click>> clicks, NDArray pictures, int side, @Nullable NDArray answer) {
        float[] inside = new float[clicks.size() * side * side];
        float[] outside = new float[inside.length];
        for (int b = 0; b < clicks.size(); b++) {
            for (Click click : clicks.get(b)) {
                disc(click.positive() ? inside : outside, click.positive() ? outside : inside, b, side, click);
            }
        }
        Shape shape = new Shape(clicks.size(), 1, side, side);
        NDArray filled = scope.create(inside, shape);
        NDArray untouched = filled.add(scope.create(outside, shape)).neg().add(1);
        return withLastClicks(scope, clicks, pictures, side, answer == null ? scope.zeros(shape) : answer)
                .mul(untouched)
                .add(filled);
    }

    /** The answer, raised where a picture is like its last click, or lowered if that lies outside the object. */
    private static NDArray withLastClicks(
            NDManager scope, List<List<Click>> clicks, NDArray pictures, int side, NDArray answer) {
        int small = (int) pictures.getShape().get(3);
        float[] values = pictures.toFloatArray();
        float[] raised = new float[values.length];
        float[] lowered = new float[values.length];
        for (int b = 0; b < clicks.size(); b++) {
            int start = b * small * small;
            float[] picture = Arrays.copyOfRange(values, start, start + small * small);
            Click last = clicks.get(b).getLast();
            float[] like = Likeness.of(picture, small, last);
            System.arraycopy(like, 0, last.positive() ? raised : lowered, start, like.length);
        }
        NDArray more = Ops.enlarge(scope.create(raised, pictures.getShape()), side, side);
        NDArray less = Ops.enlarge(scope.create(lowered, pictures.getShape()), side, side);
        return answer.maximum(more).mul(less.neg().add(1));
    }

    /** Sets {@code to} to 1 and {@code from} to 0 on the click's disc: of two that overlap the later one counts. */
    private static void disc(float[] to, float[] from, int image, int side, Click click) {
        double radius = RADIUS * side;
        double x = click.x() * side - .5;
        double y = click.y() * side - .5;
        for (int row = (int) Math.max(0, y - radius); row <= Math.min(side - 1, y + radius); row++) {
            for (int column = (int) Math.max(0, x - radius); column <= Math.min(side - 1, x + radius); column++) {
                if (Math.hypot(column - x, row - y) <= radius) {
                    int p = (image * side + row) * side + column;
                    to[p] = 1;
                    from[p] = 0;
                }
            }
        }
    }
}
