package diffusam.viewer.render;

/** A confidence in [0, 1] as a colour: vermilion, yellow, green, told apart with the common forms of colour blindness. */
public final class ConfidenceColors {
    private static final int[] STOPS = {0xD55E00, 0xF0E442, 0x009E73};
    private static final double LOWEST = 0.4;

    private ConfidenceColors() {}

    /** Opaque ARGB; everything below 0.4 is as bad as 0.4. */
    public static int argb(double confidence) {
        double x = Math.clamp((confidence - LOWEST) / (1 - LOWEST), 0, 1) * (STOPS.length - 1);
        int stop = Math.min((int) x, STOPS.length - 2);
        double t = x - stop;
        int argb = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = STOPS[stop] >> shift & 0xFF;
            int to = STOPS[stop + 1] >> shift & 0xFF;
            argb = argb << 8 | (int) Math.round(from + t * (to - from));
        }
        return argb;
    }
}
