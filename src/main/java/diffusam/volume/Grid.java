package diffusam.volume;

/** A lattice of voxels in patient space: its extent and the map from index to LPS millimetres. */
public record Grid(Extent extent, Affine affine) {
    public Lps toLps(Ijk index) {
        return affine.toLps(index.i(), index.j(), index.k());
    }

    public Ijk toIndex(Lps point) {
        return affine.toIndex(point);
    }

    /** Distance in millimetres between neighbouring voxel centres along index axis 0, 1 or 2. */
    public double spacingMm(int axis) {
        return affine.step(axis).norm();
    }

    public double voxelVolumeMm3() {
        return Math.abs(affine.determinant());
    }

    /** True if both grids have the same extent and no corner is further than {@code toleranceMm} from its twin. */
    public boolean matches(Grid other, double toleranceMm) {
        if (!extent.equals(other.extent)) {
            return false;
        }
        for (int corner = 0; corner < 8; corner++) {
            double i = (corner & 1) * (extent.nx() - 1.0);
            double j = (corner >> 1 & 1) * (extent.ny() - 1.0);
            double k = (corner >> 2 & 1) * (extent.nz() - 1.0);
            if (affine.toLps(i, j, k).minus(other.affine.toLps(i, j, k)).norm() > toleranceMm) {
                return false;
            }
        }
        return true;
    }

    /** True if every voxel of another grid is a voxel of this one, in the same order or not. */
    public boolean holdsVoxelsOf(Grid part) {
        return SameVoxels.isPart(this, part);
    }

    /** True if another grid is made of the voxels of this one, all of them, in the same order or not. */
    public boolean hasVoxelsOf(Grid other) {
        return extent.voxels() == other.extent.voxels() && holdsVoxelsOf(other);
    }
}
