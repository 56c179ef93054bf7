package diffusam.phantom;

/**
 * A solid in patient space, in LPS millimetres from the middle of the body at the lowest slice: how far outside a point
 * lies, negative inside. Distances are good near the surface, rough elsewhere.
 */
@FunctionalInterface
interface Shape {
    /** Further outside than any roughness reaches. */
    double NOWHERE = 1000;

    /** Beyond this distance from a surface only the side matters, so the rest of a composition need not be asked. */
    double FAR_MM = 14;

    double outsideMm(double x, double y, double z);

    /** An ellipsoid with half axes along the patient's. */
    static Shape ellipsoid(double cx, double cy, double cz, double rx, double ry, double rz) {
        double least = Math.min(rx, Math.min(ry, rz));
        return (x, y, z) -> {
            double u = (x - cx) / rx;
            double v = (y - cy) / ry;
            double w = (z - cz) / rz;
            return (Math.sqrt(u * u + v * v + w * w) - 1) * least;
        };
    }

    /** A column along z whose centre and half axes change with z; exponent 2 is an ellipse, more is boxier. */
    static Shape column(Profile cx, Profile cy, Profile rx, Profile ry, double exponent) {
        return (x, y, z) -> {
            double a = rx.at(z);
            double b = ry.at(z);
            if (a <= 0 || b <= 0) {
                return NOWHERE;
            }
            double u = Math.abs(x - cx.at(z)) / a;
            double v = Math.abs(y - cy.at(z)) / b;
            double r = exponent == 2 ? Math.sqrt(u * u + v * v) : superRadius(u, v, exponent);
            return (r - 1) * Math.min(a, b);
        };
    }

    /** A round tube along straight pieces. */
    static Shape tube(double radius, double[]... points) {
        return (x, y, z) -> {
            double best = Double.MAX_VALUE;
            for (int n = 1; n < points.length; n++) {
                best = Math.min(best, toSegment(points[n - 1], points[n], x, y, z));
            }
            return best - radius;
        };
    }

    default Shape and(Shape other) {
        return (x, y, z) -> {
            double outside = outsideMm(x, y, z);
            return outside > FAR_MM ? outside : Math.max(outside, other.outsideMm(x, y, z));
        };
    }

    default Shape or(Shape other) {
        return (x, y, z) -> {
            double outside = outsideMm(x, y, z);
            return outside < -FAR_MM ? outside : Math.min(outside, other.outsideMm(x, y, z));
        };
    }

    default Shape without(Shape other) {
        return (x, y, z) -> {
            double outside = outsideMm(x, y, z);
            return outside > FAR_MM ? outside : Math.max(outside, -other.outsideMm(x, y, z));
        };
    }

    /** The union with its crease rounded over {@code mm}. */
    default Shape blend(Shape other, double mm) {
        return (x, y, z) -> {
            double a = outsideMm(x, y, z);
            double b = other.outsideMm(x, y, z);
            double h = Math.max(0, mm - Math.abs(a - b)) / mm;
            return Math.min(a, b) - h * h * mm / 4;
        };
    }

    default Shape grown(double mm) {
        return (x, y, z) -> outsideMm(x, y, z) - mm;
    }

    /** The same with its surface pushed in and out by up to {@code mm}. */
    default Shape rough(SmoothNoise noise, double mm) {
        return (x, y, z) -> {
            double outside = outsideMm(x, y, z);
            return Math.abs(outside) > FAR_MM ? outside : outside + mm * noise.at(x, y, z);
        };
    }

    private static double superRadius(double u, double v, double exponent) {
        return Math.pow(Math.pow(u, exponent) + Math.pow(v, exponent), 1 / exponent);
    }

    private static double toSegment(double[] a, double[] b, double x, double y, double z) {
        double dx = b[0] - a[0];
        double dy = b[1] - a[1];
        double dz = b[2] - a[2];
        double px = x - a[0];
        double py = y - a[1];
        double pz = z - a[2];
        double t = Math.clamp((px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz), 0, 1);
        double ex = px - t * dx;
        double ey = py - t * dy;
        double ez = pz - t * dz;
        return Math.sqrt(ex * ex + ey * ey + ez * ez);
    }
}
