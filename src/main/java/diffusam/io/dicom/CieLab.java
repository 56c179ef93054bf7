package diffusam.io.dicom;

/** Colours as DICOM recommends them for display: CIE L*a*b* in three unsigned 16-bit numbers (PS3.3, C.10.7.1.1). */
final class CieLab {
    private static final double[] WHITE = {0.95047, 1, 1.08883};
    private static final double KNEE = 216.0 / 24389;
    private static final double SLOPE = 24389.0 / 27;

    private CieLab() {}

    /** @param rgb 0xRRGGBB of sRGB */
    static double[] of(int rgb) {
        double r = linear((rgb >> 16 & 0xFF) / 255.0);
        double g = linear((rgb >> 8 & 0xFF) / 255.0);
        double b = linear((rgb & 0xFF) / 255.0);
        double x = response((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE[0]);
        double y = response((0.2126729 * r + 0.7151522 * g + 0.0721750 * b) / WHITE[1]);
        double z = response((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / WHITE[2]);
        return new double[] {
            Math.rint((116 * y - 16) * 655.35),
            Math.rint((500 * (x - y) + 128) * 257),
            Math.rint((200 * (y - z) + 128) * 257)
        };
    }

    /** The nearest 0xRRGGBB of sRGB. */
    static int toRgb(double[] lab) {
        double fy = (lab[0] / 655.35 + 16) / 116;
        double x = WHITE[0] * inverse(fy + (lab[1] / 257 - 128) / 500);
        double y = WHITE[1] * inverse(fy);
        double z = WHITE[2] * inverse(fy - (lab[2] / 257 - 128) / 200);
        int r = companded(3.2404542 * x - 1.5371385 * y - 0.4985314 * z);
        int g = companded(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z);
        int b = companded(0.0556434 * x - 0.2040259 * y + 1.0572252 * z);
        return r << 16 | g << 8 | b;
    }

    private static double linear(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int companded(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.clamp(Math.round(value * 255), 0, 255);
    }

    private static double response(double t) {
        return t > KNEE ? Math.cbrt(t) : (SLOPE * t + 16) / 116;
    }

    private static double inverse(double f) {
        return f * f * f > KNEE ? f * f * f : (116 * f - 16) / SLOPE;
    }
}
