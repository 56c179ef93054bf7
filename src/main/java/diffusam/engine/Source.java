package diffusam.engine;

/** Where a label's masks can come from when the prior is trained. */
public enum Source {
    /** Prior, memories and shape together: the cascade. */
    FUSION,
    /** The prior's masks alone. */
    PRIOR,
    /** Training-free propagation alone. */
    MEMORY,
    /** Shape interpolation alone. */
    SHAPE
}
