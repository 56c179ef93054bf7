package diffusam.volume;

/** Finds the grid along the patient's axes that holds an oblique one; see {@link Grid#alongPatientAxes}. */
final class PatientGrid {
    private PatientGrid() {}

    static Grid around(Grid grid) {
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int corner = 0; corner < 8; corner++) {
            Lps lps = corner(grid, corner);
            for (int axis = 0; axis < 3; axis++) {
                least[axis] = Math.min(least[axis], lps.along(axis));
                most[axis] = Math.max(most[axis], lps.along(axis));
            }
        }
        double[] step = new double[3];
        int[] count = new int[3];
        double[] first = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            step[axis] = stepMm(grid, axis);
            count[axis] = Math.max(1, (int) Math.ceil((most[axis] - least[axis]) / step[axis] - 1e-6));
            first[axis] = (least[axis] + most[axis] - (count[axis] - 1) * step[axis]) / 2;
        }
        Extent extent = new Extent(count[0], count[1], count[2]);
        if (extent.equals(grid.extent())) { // layouts tell grids apart by their extents
            extent = new Extent(count[0] + 1, count[1], count[2]);
        }
        return new Grid(
                extent,
                new Affine(
                        new Lps(step[0], 0, 0),
                        new Lps(0, step[1], 0),
                        new Lps(0, 0, step[2]),
                        new Lps(first[0], first[1], first[2])));
    }

    /** One of the eight outer corners of the voxels. */
    private static Lps corner(Grid grid, int number) {
        Extent e = grid.extent();
        return grid.affine()
                .toLps(edge(number & 1, e.nx()), edge(number >> 1 & 1, e.ny()), edge(number >> 2 & 1, e.nz()));
    }

    private static double edge(int last, int length) {
        return last * (double) length - 0.5;
    }

    /** The step at which no axis of the grid, as far as it runs along the patient's, is passed over. */
    private static double stepMm(Grid grid, int patientAxis) {
        double most = 0;
        for (int axis = 0; axis < 3; axis++) {
            Lps along = grid.affine().step(axis);
            most = Math.max(most, Math.abs(along.unit().along(patientAxis)) / along.norm());
        }
        return 1 / most;
    }
}
