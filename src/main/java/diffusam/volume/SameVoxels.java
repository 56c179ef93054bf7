package diffusam.volume;

/** Whether grids are made of the same voxels, stored in the same order or not. */
final class SameVoxels {
    /** How far voxel centres may be apart, in voxels: headers round. */
    private static final double TOLERANCE = 0.1;

    private SameVoxels() {}

    /** True if every voxel of {@code part} is a voxel of {@code whole}, with its axes swapped or turned round or not. */
    static boolean isPart(Grid whole, Grid part) {
        Ijk first = whole.toIndex(part.toLps(new Ijk(0, 0, 0)));
        if (!isVoxel(whole, first)) {
            return false;
        }
        for (int axis = 0; axis < 3; axis++) {
            int voxels = part.extent().along(axis);
            if (voxels == 1) {
                continue; // there is no step
            }
            Ijk beyond = whole.toIndex(
                    part.toLps(new Ijk(axis == 0 ? voxels : 0, axis == 1 ? voxels : 0, axis == 2 ? voxels : 0)));
            if (!runsAlongOneAxis(whole, first, beyond, voxels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVoxel(Grid grid, Ijk index) {
        for (int axis = 0; axis < 3; axis++) {
            double nearest = Math.rint(index.along(axis));
            boolean inside = nearest >= 0 && nearest < grid.extent().along(axis);
            if (!inside || Math.abs(index.along(axis) - nearest) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private static boolean runsAlongOneAxis(Grid grid, Ijk first, Ijk beyond, int voxels) {
        int matching = 0;
        for (int axis = 0; axis < 3; axis++) {
            double run = beyond.along(axis) - first.along(axis);
            if (Math.abs(run) < TOLERANCE) {
                continue;
            }
            double last = Math.rint(first.along(axis)) + Math.signum(run) * (voxels - 1);
            boolean inside = last >= 0 && last < grid.extent().along(axis);
            if (!inside || Math.abs(Math.abs(run) - voxels) > TOLERANCE) {
                return false;
            }
            matching++;
        }
        return matching == 1;
    }
}
