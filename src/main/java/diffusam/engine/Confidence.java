package diffusam.engine;

import java.util.NavigableSet;

/**
 * How far a predicted mask can be trusted. The doubt about a slice by itself grows with its remoteness from the slices where
 * the label is known; confidence is e to the minus doubt.
 */
final class Confidence {
    private static final double SMALLEST_AREA = 20;

    private static final double SMALLEST = 1e-3;

    /** The logit of 73 %: what is nearer to 0 can go either way. */
    private static final float UNDECIDED = 1;

    private static final double BEYOND = 1.5;

    /** Brings confidence near the mean Dice of the cascade's masks on CT and MR scans. */
    private static final double SCALE = 0.05;

    private Confidence() {}

    /**
     * Doubts a mask by itself.
     *
     * @param logits of the mask on the model's square
     */
    static double of(float[] logits, double remoteness) {
        return of(logits, logits.length, 0, remoteness);
    }

    /**
     * Doubts a mask by the pixels a pixel of area that could as well be outside as inside, and by how other sources see it, the
     * more the smaller the mask: an outline that is off by a little costs a small structure more.
     *
     * @param logits of the mask
     * @param pixels how many of them the model's whole picture would have
     * @param disagreement 1 less the Dice overlap with the mask of another source
     * @param remoteness from the seeds; 1 where there are none
     * @return in [0, 1], an estimate of the Dice overlap with the truth
     */
    static double of(float[] logits, double pixels, double disagreement, double remoteness) {
        int undecided = 0;
        int inside = 0;
        for (float logit : logits) {
            undecided += Math.abs(logit) < UNDECIDED ? 1 : 0;
            inside += logit > 0 ? 1 : 0;
        }
        double doubt = undecided / Math.max(SMALLEST_AREA, inside) + disagreement;
        return ofDoubt(SCALE * doubt / Math.sqrt(Math.max(1, inside) / pixels), remoteness);
    }

    /**
     * What doubt grows with: the root of the distance to the nearest known slice, and more so beyond the outermost, where nothing
     * says how far the structure goes.
     *
     * @param known slices where the label is known to be or not to be; not empty
     */
    static double remoteness(int slice, NavigableSet<Integer> known) {
        Integer below = known.floor(slice);
        Integer above = known.ceiling(slice);
        int distance = Math.min(
                below == null ? Integer.MAX_VALUE : slice - below, above == null ? Integer.MAX_VALUE : above - slice);
        return Math.sqrt(distance) * (below == null || above == null ? BEYOND : 1);
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
