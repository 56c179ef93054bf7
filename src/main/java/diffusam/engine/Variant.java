package diffusam.engine;

/** What the mask decoder reads beside the generated memory. */
public enum Variant {
    /**
     * The prior works on the small grid; its mask, averaged with that of propagation without training, is encoded again at
     * full size and read beside the bracketing seeds' own memories and, where it can be trusted, the interpolated shape.
     */
    CASCADE,
    /** The paper's form: each slice is decoded from its generated memory alone. */
    PURE
}
