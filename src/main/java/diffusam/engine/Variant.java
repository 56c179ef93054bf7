package diffusam.engine;

/** What the mask decoder reads beside the generated memory. */
public enum Variant {
    /**
     * The prior works on the small grid; its mask is encoded again at full size and read beside the bracketing seeds' own
     * memories and the interpolated shape, or, where that cannot be trusted, mixed with propagation without training.
     */
    CASCADE,
    /** The paper's form: each slice is decoded from its generated memory alone. */
    PURE
}
