package diffusam.engine;

/** How the slices between and beyond the seeds get their masks. */
public enum Method {
    /** The diffusion prior generates each slice's memory embedding (DiffuSAM). */
    DIFFUSAM,
    /** Training-free: the frozen network carries the seeds' memories from slice to slice, in both directions. */
    MEMORY,
    /** Signed-distance interpolation between the seeds; no network. */
    INTERPOLATE,
    /** The prior's network as a plain regressor, without diffusion: a control. */
    REGRESS;

    /** True if a network has to be trained on the seeds first. */
    public boolean trains() {
        return this == DIFFUSAM || this == REGRESS;
    }
}
