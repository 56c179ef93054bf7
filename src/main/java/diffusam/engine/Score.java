package diffusam.engine;

/**
 * How strongly each pixel of a slice belongs to a label.
 *
 * @param perPixel row by row in radiological display, positive inside
 * @param confidence estimated overlap with the truth, in [0, 1]
 * @param disputed true if the passes from the seeds on both sides disagree
 */
@SuppressWarnings("ArrayRecordComponent") // never written after construction, never compared
record Score(float[] perPixel, double confidence, boolean disputed) {

    Score(float[] perPixel, double confidence) {
        this(perPixel, confidence, false);
    }

    Score withPerPixel(float[] perPixel) {
        return new Score(perPixel, confidence, disputed);
    }

    Score disputed(boolean disputed) {
        return new Score(perPixel, confidence, disputed);
    }
}
