package diffusam.engine;

import diffusam.annotation.ShapeInterpolation;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Scores by the signed distance of the interpolated shape, in millimetres; needs no network.
 *
 * @param masks the label's seeds
 */
record InterpolationScorer(ShapeInterpolation shape, NavigableMap<Integer, boolean[]> masks) implements LabelScorer {
    /** How much a change of shape from seed to seed is doubted, and what stands for the change beyond the last. */
    private static final double DOUBT = 0.5;

    private static final double CHANGE_BEYOND = 0.25;

    @Override
    public Optional<Score> score(int slice) {
        return shape.at(slice).map(signed -> new Score(signed, confidence(slice)));
    }

    /** Doubts a slice by how much the neighbouring seeds differ; what the image shows is not looked at. */
    private double confidence(int slice) {
        Map.Entry<Integer, boolean[]> below = masks.floorEntry(slice);
        Map.Entry<Integer, boolean[]> above = masks.ceilingEntry(slice);
        double change =
                below == null || above == null ? CHANGE_BEYOND : 1 - Overlap.of(below.getValue(), above.getValue());
        return Confidence.ofDoubt(DOUBT * change, Confidence.remoteness(slice, masks.navigableKeySet()));
    }
}
