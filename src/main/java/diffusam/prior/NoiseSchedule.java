package diffusam.prior;

/**
 * Variance-preserving cosine schedule in continuous time (Nichol and Dhariwal 2021): at t = 0 clean, at t = 1 pure noise,
 * x_t = alpha(t)·x0 + sigma(t)·noise with alpha² + sigma² = 1.
 */
public final class NoiseSchedule {
    /** The latest time used; at t = 1 the signal would vanish and x0 could not be told from x_t. */
    public static final double LATEST = 0.999;

    private NoiseSchedule() {}

    public static double alpha(double t) {
        return Math.cos(t * Math.PI / 2);
    }

    public static double sigma(double t) {
        return Math.sin(t * Math.PI / 2);
    }
}
