package diffusam.foundation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;

/**
 * A frozen promptable segmentation network with memory, in the manner of SAM 2 (Ravi et al. 2024): image encoder, memory
 * encoder, memory attention, mask decoder.
 *
 * <p>Every method belongs on the model thread. Results live in the manager of the arrays passed in, never in the model's own;
 * gradients flow from results to inputs where the caller's arrays ask for them. Images and masks are square.
 */
public interface Foundation extends AutoCloseable {
    /** What {@link #precision} says of numbers of 32 bits. */
    String FULL_PRECISION = "float32";

    /** The model's name in the catalogue, for reports and cache keys. */
    String name();

    Sizes sizes();

    /** In which numbers the image encoder computes: full precision but on a GPU where a test found 16 bits to do. */
    default String precision() {
        return FULL_PRECISION;
    }

    /** SHA-256 of the weights, in hexadecimal: tells whether a prior was trained on this very model. */
    String checksum();

    /** A new scope for arrays on this model's device. The caller closes it. */
    NDManager newScope();

    /**
     * Image encoder.
     *
     * @param images (B, 1, S, S), values in [0, 1], S a multiple of {@link Sizes#sideMultiple}
     */
    Features encode(NDArray images);

    /**
     * Memory encoder: what a frame leaves behind for its neighbours.
     *
     * @param features of the frame
     * @param masks (B, 1, S, S), probabilities in [0, 1]
     * @return (B, {@link Sizes#memoryChannels}, h, w) on the embedding's grid
     */
    NDArray memory(Features features, NDArray masks);

    /**
     * Memory attention alone: the embedding after reading memories.
     *
     * @param memories what to read, at least one; each with batch size B
     * @return (B, {@link Sizes#embeddingChannels}, h, w)
     */
    NDArray attend(Features features, List<Memory> memories);

    /**
     * Memory attention followed by the mask decoder, without prompts.
     *
     * @param memories what to read, at least one; each with batch size B
     */
    Decoded decode(Features features, List<Memory> memories);

    /** Mask decoder on a frame without memory, from clicks, or none. */
    Decoded prompt(Features features, List<Click> clicks);

    /** The same for an object in a region, with further clicks or none. */
    Decoded prompt(Features features, Region region, List<Click> clicks);

    /**
     * A tracker that knows no mask yet, if the network has a way of its own to follow an object; one that only reads memories
     * has none.
     *
     * @param owner its memories live here; once this is closed it is of no use
     * @param frames how many there are
     * @param backwards true to go from later frames to earlier ones
     */
    default Optional<Tracker> tracker(NDManager owner, int frames, boolean backwards) {
        return Optional.empty();
    }

    /** Frees the weights. */
    @Override
    void close();

    /**
     * The sizes of a model that callers need.
     *
     * @param side image side in pixels for the best masks
     * @param smallSide image side for quick work, such as training a prior
     * @param sideMultiple every side must be a multiple of this
     * @param embeddingChannels channels of {@link Features#embedding}
     * @param embeddingStride pixels per embedding cell
     * @param memoryChannels channels of a memory
     * @param maskStride pixels per mask logit
     */
    record Sizes(
            int side,
            int smallSide,
            int sideMultiple,
            int embeddingChannels,
            int embeddingStride,
            int memoryChannels,
            int maskStride) {}

    /**
     * A memory and how many frames ago it was made.
     *
     * @param embedding (B, C, h, w)
     * @param age 0 for the memory of a frame whose mask is given (a seed), n for the n-th last predicted frame
     */
    record Memory(NDArray embedding, int age) {
        public static Memory given(NDArray embedding) {
            return new Memory(embedding, 0);
        }
    }

    /**
     * A decoded mask.
     *
     * @param logits (B, m, m), positive inside; m = S / {@link Sizes#maskStride}
     * @param quality (B), the model's own estimate of the mask's overlap with the truth, in [0, 1]
     * @param presence (B), logit that the object is on this frame at all
     */
    record Decoded(NDArray logits, NDArray quality, NDArray presence) {}

    /** A click at fractions of the image's width and height, inside (positive) or outside the object. */
    record Click(double x, double y, boolean positive) {}

    /** A box around an object, at fractions of the image's width and height. */
    record Region(double left, double top, double right, double bottom) {}
}
