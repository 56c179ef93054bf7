package diffusam.nn;

/** How a weight of a new network begins. */
public enum Init {
    ZEROS,
    ONES,
    /** Uniform in ±1/√fan-in, where fan-in is the product of all dimensions but the first. */
    FAN_IN,
    /** Normal with standard deviation 1. */
    NORMAL,
    /** Normal with standard deviation 0.02. */
    SMALL_NORMAL
}
