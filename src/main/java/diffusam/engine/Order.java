package diffusam.engine;

/** From which seeds the generated masks spread over the slices. */
public enum Order {
    /** Each slice from its nearest seed. */
    NEAREST,
    /** From the middle seed towards both ends, as the paper does; a seed on the way starts afresh. */
    CENTRE,
    /** From both neighbouring seeds, mixed by distance where they meet. */
    BOTH
}
