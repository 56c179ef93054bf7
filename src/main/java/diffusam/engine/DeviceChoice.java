package diffusam.engine;

/** Where the networks run. */
public enum DeviceChoice {
    /** The GPU if one can be used, the processor otherwise. */
    AUTO,
    CPU,
    GPU
}
