package diffusam.prior;

/**
 * Sizes of a denoiser.
 *
 * @param target channels of what is generated
 * @param condition channels of the image condition
 * @param classes number of structures it can be asked for
 * @param width channels at the finest level; doubled below
 */
public record DenoiserConfig(int target, int condition, int classes, int width) {
    /** Width of the time and class embedding. */
    static final int EMBEDDING = 96;

    public DenoiserConfig {
        if (target < 1 || condition < 1 || classes < 1 || width < 8 || width % 8 != 0) {
            throw new IllegalArgumentException(
                    "target " + target + ", condition " + condition + ", classes " + classes + ", width " + width);
        }
    }
}
