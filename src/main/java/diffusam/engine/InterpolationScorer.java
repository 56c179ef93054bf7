package diffusam.engine;

import diffusam.annotation.ShapeInterpolation;
import java.util.Optional;

/** Scores by the signed distance of the interpolated shape, in millimetres; needs no network. */
record InterpolationScorer(ShapeInterpolation shape) implements LabelScorer {
    /** What shape interpolation is worth is not known without a look at the image. */
    private static final double CONFIDENCE = 0.5;

    @Override
    public Optional<Score> score(int slice) {
        return shape.at(slice).map(signed -> new Score(signed, CONFIDENCE));
    }
}
