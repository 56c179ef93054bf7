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

    /** Position in an i-fastest array of the voxel that an index lies in; -1 outside. */
    public long position(Ijk index) {
        int i = (int) Math.floor(index.i() + 0.5);
        int j = (int) Math.floor(index.j() + 0.5);
        int k = (int) Math.floor(index.k() + 0.5);
        return extent.contains(i, j, k) ? i + (long) extent.nx() * (j + (long) extent.ny() * k) : -1;
    }

    /** The largest angle between an axis of the grid and the patient axis that it runs closest to, in degrees. */
    public double obliquityDegrees() {
        int[] axes = affine.nearestAxes();
        double least = 1;
        for (int patient = 0; patient < 3; patient++) {
            least = Math.min(least, Math.abs(affine.step(axes[patient]).unit().along(patient)));
        }
        return Math.toDegrees(Math.acos(least));
    }

    /** A grid that runs along the patient's axes and holds this one, as fine along each as this one is there. */
    public Grid alongPatientAxes() {
        return PatientGrid.around(this);
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
