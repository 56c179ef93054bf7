package diffusam.cli;

import diffusam.volume.Grid;
import diffusam.volume.Ijk;

/** Whether two grids are made of the same voxels, stored in the same order or not. */
final class SameVoxels {
    /** How far voxel centres may be apart, in voxels: headers round. */
    private static final double TOLERANCE = 0.1;

    private SameVoxels() {}

    /** True if {@code b} is {@code a} with its axes swapped or turned round, or just as it is. */
    static boolean of(Grid a, Grid b) {
        Ijk first = a.toIndex(b.toLps(new Ijk(0, 0, 0)));
        for (int axis = 0; axis < 3; axis++) {
            int voxels = b.extent().along(axis);
            Ijk beyond =
                    a.toIndex(b.toLps(new Ijk(axis == 0 ? voxels : 0, axis == 1 ? voxels : 0, axis == 2 ? voxels : 0)));
            if (!runsAlongOneAxis(a, first, beyond, voxels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean runsAlongOneAxis(Grid a, Ijk first, Ijk beyond, int voxels) {
        int matching = 0;
        for (int axis = 0; axis < 3; axis++) {
            double run = beyond.along(axis) - first.along(axis);
            if (Math.abs(run) < TOLERANCE) {
                continue;
            }
            double start = run > 0 ? 0 : voxels - 1;
            if (a.extent().along(axis) != voxels
                    || Math.abs(Math.abs(run) - voxels) > TOLERANCE
                    || Math.abs(first.along(axis) - start) > TOLERANCE) {
                return false;
            }
            matching++;
        }
        return matching == 1;
    }
}
