package diffusam.engine;

/**
 * How far a predicted mask can be trusted: the decoder's entropy a pixel of area, times the root of the distance to the nearest
 * seed, which ranks slices nearly as their true Dice does.
 */
final class Confidence {
    private static final double SMALLEST_AREA = 20;

    private Confidence() {}

    /**
     * @param logits of the mask
     * @param distance slices to the nearest seed
     * @return in [0, 1]; only the order has been checked against true overlaps
     */
    static double of(float[] logits, int distance) {
        double entropy = 0;
        int area = 0;
        for (float logit : logits) {
            double p = 1 / (1 + Math.exp(-logit));
            entropy -= p * Math.log(p + 1e-6) + (1 - p) * Math.log(1 - p + 1e-6);
            area += logit > 0 ? 1 : 0;
        }
        return Math.exp(-entropy / Math.max(SMALLEST_AREA, area) * Math.sqrt(distance));
    }
}
