package diffusam.engine;

import java.util.NavigableSet;

/**
 * How far a predicted mask can be trusted. The doubt about a slice by itself grows with its remoteness from the slices where
 * the label is known; confidence is e to the minus doubt.
 */
final class Confidence {
    private static final double SMALLEST_AREA = 20;

    private static final double SMALLEST = 1e-3;

    /** How much more a slice is doubted beyond the last known one than between two: there a structure may have ended. */
    private static final double BEYOND = 3;

    private Confidence() {}

    /**
     * Doubts a mask by the decoder's entropy a pixel of area.
     *
     * @param logits of the mask
     * @param remoteness from the seeds; 1 where there are none
     * @return in [0, 1]; only the order has been checked against true overlaps
     */
    static double of(float[] logits, double remoteness) {
        double entropy = 0;
        int area = 0;
        for (float logit : logits) {
            double p = 1 / (1 + Math.exp(-logit));
            entropy -= p * Math.log(p + 1e-6) + (1 - p) * Math.log(1 - p + 1e-6);
            area += logit > 0 ? 1 : 0;
        }
        return ofDoubt(entropy / Math.max(SMALLEST_AREA, area), remoteness);
    }

    /**
     * What doubt grows with: the root of the distance to the nearest known slice, 0 on one.
     *
     * @param known slices where the label is known to be or not to be; not empty
     */
    static double remoteness(int slice, NavigableSet<Integer> known) {
        Integer below = known.floor(slice);
        Integer above = known.ceiling(slice);
        if (below == null || above == null) {
            int end = below == null ? known.first() : known.last();
            return BEYOND * Math.sqrt(Math.abs(slice - end));
        }
        return Math.sqrt(Math.min(slice - below, above - slice));
    }

    /** What a slice is doubted by itself, whatever its remoteness; 0 on a known slice. */
    static double doubt(double confidence, double remoteness) {
        return remoteness == 0 ? 0 : -Math.log(Math.max(SMALLEST, confidence)) / remoteness;
    }

    /** Confidence in a slice that is doubted so much. */
    static double ofDoubt(double doubt, double remoteness) {
        return Math.exp(-doubt * remoteness);
    }
}
