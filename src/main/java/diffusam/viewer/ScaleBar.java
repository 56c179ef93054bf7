package diffusam.viewer;

/** A bar of a round length (1, 2 or 5 times a power of ten) that fills a given part of the screen at most. */
public record ScaleBar(double lengthMm, double lengthPixels) {
    public static ScaleBar of(double pixelsPerMm, double mostPixels) {
        double mostMm = mostPixels / pixelsPerMm;
        double power = Math.pow(10, Math.floor(Math.log10(mostMm)));
        double digit = mostMm / power;
        double lengthMm = power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
        return new ScaleBar(lengthMm, lengthMm * pixelsPerMm);
    }

    /** "5 cm", "2 mm", "0.5 mm". */
    public String text() {
        return lengthMm >= 10
                ? Math.round(lengthMm / 10) + " cm"
                : lengthMm >= 1 ? Math.round(lengthMm) + " mm" : lengthMm + " mm";
    }
}
