package diffusam.annotation;

/**
 * How far one label on one slice has come.
 *
 * @param confidence estimated overlap with the truth, in [0, 1]; 1 where a person decided
 */
public record SliceState(Review review, double confidence, Provenance provenance) {
    /** What a person has said about a mask. */
    public enum Review {
        /** Drawn to start from. */
        SEED,
        /** A model's, not looked at. */
        PROPOSED,
        /** Looked at and found right: no longer changed by a model. */
        ACCEPTED,
        /** Changed by a person after a model: no longer changed by a model. */
        CORRECTED
    }

    public SliceState {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence is from 0 to 1, got " + confidence);
        }
    }

    /** True if only a person may change the mask. */
    public boolean isLocked() {
        return review != Review.PROPOSED;
    }
}
