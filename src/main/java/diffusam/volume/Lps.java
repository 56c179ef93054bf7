package diffusam.volume;

/**
 * A point or displacement in patient space, in millimetres: x grows to the patient's left, y to posterior, z to superior
 * (DICOM PS3.3 C.7.6.2.1.1).
 */
public record Lps(double x, double y, double z) {
    public Lps plus(Lps o) {
        return new Lps(x + o.x, y + o.y, z + o.z);
    }

    public Lps minus(Lps o) {
        return new Lps(x - o.x, y - o.y, z - o.z);
    }

    public Lps times(double s) {
        return new Lps(x * s, y * s, z * s);
    }

    public double dot(Lps o) {
        return x * o.x + y * o.y + z * o.z;
    }

    public Lps cross(Lps o) {
        return new Lps(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    public double norm() {
        return Math.sqrt(dot(this));
    }

    public Lps unit() {
        return times(1 / norm());
    }

    /** Coordinate 0 (x, left), 1 (y, posterior) or 2 (z, superior). */
    public double along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IllegalArgumentException("patient axis " + axis);
        };
    }
}
