package diffusam.volume;

/** Number of voxels along the index axes i, j and k. */
public record Extent(int nx, int ny, int nz) {
    public Extent {
        if (nx < 1 || ny < 1 || nz < 1) {
            throw new IllegalArgumentException(
                    "an extent needs at least one voxel an axis, got " + nx + "x" + ny + "x" + nz);
        }
    }

    public long voxels() {
        return (long) nx * ny * nz;
    }

    /** Length along index axis 0 (i), 1 (j) or 2 (k). */
    public int along(int axis) {
        return switch (axis) {
            case 0 -> nx;
            case 1 -> ny;
            case 2 -> nz;
            default -> throw new IllegalArgumentException("index axis " + axis);
        };
    }

    public boolean contains(int i, int j, int k) {
        return i >= 0 && i < nx && j >= 0 && j < ny && k >= 0 && k < nz;
    }

    @Override
    public String toString() {
        return nx + "×" + ny + "×" + nz;
    }
}
