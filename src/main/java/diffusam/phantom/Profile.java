package diffusam.phantom;

/** A number that changes smoothly with z, given at some heights and level beyond them. */
@FunctionalInterface
interface Profile {
    double at(double z);

    static Profile flat(double value) {
        return z -> value;
    }

    /** @param knots z, value, z, value, … with z rising */
    static Profile of(double... knots) {
        return z -> {
            int last = knots.length - 2;
            if (z <= knots[0]) {
                return knots[1];
            }
            if (z >= knots[last]) {
                return knots[last + 1];
            }
            int n = 0;
            while (z > knots[n + 2]) {
                n += 2;
            }
            double t = (z - knots[n]) / (knots[n + 2] - knots[n]);
            double eased = 0.5 * t + 0.5 * t * t * (3 - 2 * t);
            return knots[n + 1] + eased * (knots[n + 3] - knots[n + 1]);
        };
    }

    default Profile plus(double offset) {
        return z -> at(z) + offset;
    }
}
