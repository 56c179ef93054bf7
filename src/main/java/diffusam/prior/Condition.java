package diffusam.prior;

import ai.djl.ndarray.NDArray;

/**
 * What a denoiser is told beside the noisy embedding, for a batch.
 *
 * @param image (B, condition, h, w), the normalised image embedding
 * @param adjacent (B, target, h, w), the normalised embedding of the neighbouring slice; zeros where there is none
 * @param hasAdjacent which items have one
 * @param classes the structure asked for, by index
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Condition(NDArray image, NDArray adjacent, boolean[] hasAdjacent, int[] classes) {
    public Condition {
        if (hasAdjacent.length != classes.length || image.getShape().get(0) != classes.length) {
            throw new IllegalArgumentException(
                    "batch sizes differ: " + image.getShape() + ", " + hasAdjacent.length + ", " + classes.length);
        }
    }

    public int batch() {
        return classes.length;
    }
}
