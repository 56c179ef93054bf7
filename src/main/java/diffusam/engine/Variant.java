package diffusam.engine;

/** What the mask decoder reads beside the generated memory. */
public enum Variant {
    /**
     * The prior works on the small grid; its mask is encoded again at full size and read beside the bracketing seeds' own
     * memories and the memory of the interpolated shape.
     */
    CASCADE,
    /** The paper's form: each slice is decoded from its generated memory alone. */
    PURE
}
