package diffusam.volume;

/** A continuous voxel index; whole numbers are voxel centres. */
public record Ijk(double i, double j, double k) {
    /** Coordinate along index axis 0 (i), 1 (j) or 2 (k). */
    public double along(int axis) {
        return switch (axis) {
            case 0 -> i;
            case 1 -> j;
            case 2 -> k;
            default -> throw new IllegalArgumentException("index axis " + axis);
        };
    }
}
