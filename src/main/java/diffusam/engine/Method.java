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
    REGRESS,
    /** Each slice decoded from the memory of its own true mask: the ceiling of every prior. Needs the truth. */
    ORACLE;

    /** True if the method is for measurements only, because it reads the truth. */
    public boolean needsTruth() {
        return this == ORACLE;
    }

    /** True if a network has to be trained on the seeds first. */
    public boolean trains() {
        return this == DIFFUSAM || this == REGRESS;
    }
}
