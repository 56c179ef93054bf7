package diffusam.volume;

/**
 * How the slices of one plane lie in a grid: which index axis counts the slices, and which run along the columns and rows
 * of the picture, so that the picture is in radiological display whatever the storage order. Oblique grids are cut along
 * their own axes: the nearest assignment of index axes to patient axes is used. To cut them along the patient's, their
 * images and labels take a layout of {@link Grid#alongPatientAxes()}: what has another extent than a layout's grid is
 * looked up by place.
 *
 * @param grid whose voxels are the pixels
 * @param sliceAxis index axis that counts the slices; slice n is voxel index n along it
 * @param columnAxis index axis that runs from the screen's left to its right
 * @param columnReversed true if column 0 is the last index along {@code columnAxis}
 * @param rowAxis index axis that runs from the screen's top to its bottom
 * @param rowReversed true if row 0 is the last index along {@code rowAxis}
 */
public record SliceLayout(
        Plane plane,
        Grid grid,
        int sliceAxis,
        int columnAxis,
        boolean columnReversed,
        int rowAxis,
        boolean rowReversed) {
    /** By how much slices are thicker than the pixels on them before they count as slices. */
    private static final double CLEARLY = 1.5;

    /**
     * The plane of the slices that an image was taken as: across the axis along which its voxels are clearly the longest; axial
     * where they are so along none.
     */
    public static Plane acquired(Grid grid) {
        for (Plane plane : Plane.values()) {
            SliceLayout layout = of(grid, plane);
            double pixel = Math.max(grid.spacingMm(layout.columnAxis), grid.spacingMm(layout.rowAxis));
            if (grid.spacingMm(layout.sliceAxis) > CLEARLY * pixel) {
                return plane;
            }
        }
        return Plane.AXIAL;
    }

    /** The layout of {@code plane} in {@code grid}. */
    public static SliceLayout of(Grid grid, Plane plane) {
        int[] indexAxis = grid.affine().nearestAxes();
        int slice = indexAxis[plane.patientAxis()];
        int column = indexAxis[axisOf(plane.screenRight())];
        int row = indexAxis[axisOf(plane.screenDown())];
        return new SliceLayout(
                plane,
                grid,
                slice,
                column,
                grid.affine().step(column).dot(plane.screenRight()) < 0,
                row,
                grid.affine().step(row).dot(plane.screenDown()) < 0);
    }

    public int slices() {
        return grid.extent().along(sliceAxis);
    }

    public int columns() {
        return grid.extent().along(columnAxis);
    }

    public int rows() {
        return grid.extent().along(rowAxis);
    }

    /** Continuous voxel index of a point of a slice; whole column and row numbers are pixel centres. */
    public Ijk toIndex(double slice, double column, double row) {
        double[] index = new double[3];
        index[sliceAxis] = slice;
        index[columnAxis] = columnReversed ? columns() - 1 - column : column;
        index[rowAxis] = rowReversed ? rows() - 1 - row : row;
        return new Ijk(index[0], index[1], index[2]);
    }

    /** The pixels of a slice as a grid of their own: i along the columns, j along the rows, and one step along k. */
    public Grid gridOf(int slice) {
        Lps first = grid.toLps(toIndex(slice, 0, 0));
        return new Grid(
                new Extent(columns(), rows(), 1),
                new Affine(
                        grid.toLps(toIndex(slice, 1, 0)).minus(first),
                        grid.toLps(toIndex(slice, 0, 1)).minus(first),
                        grid.toLps(toIndex(slice + 1.0, 0, 0)).minus(first),
                        first));
    }

    /** Slice number of a voxel index. */
    public double slice(Ijk index) {
        return index.along(sliceAxis);
    }

    /** Column of a voxel index. */
    public double column(Ijk index) {
        double c = index.along(columnAxis);
        return columnReversed ? columns() - 1 - c : c;
    }

    /** Row of a voxel index. */
    public double row(Ijk index) {
        double r = index.along(rowAxis);
        return rowReversed ? rows() - 1 - r : r;
    }

    /** True if the slices are made of the voxels of {@code voxels}, which {@link #walk} then finds. */
    public boolean isOf(Grid voxels) {
        return grid.extent().equals(voxels.extent());
    }

    /** Position in an i-fastest array of the voxel of {@code voxels} that holds a pixel's centre; -1 outside. */
    public long voxel(Grid voxels, int slice, int column, int row) {
        return isOf(voxels)
                ? walk(slice).at(column, row)
                : voxels.position(voxels.toIndex(grid.toLps(toIndex(slice, column, row))));
    }

    /** Position of pixel (column 0, row 0) of a slice in an i-fastest array, with the steps to the next column and row. */
    public Walk walk(int slice) {
        Extent extent = grid.extent();
        long[] stride = {1, extent.nx(), (long) extent.nx() * extent.ny()};
        long start = slice * stride[sliceAxis];
        long columnStep = stride[columnAxis];
        long rowStep = stride[rowAxis];
        if (columnReversed) {
            start += (columns() - 1) * columnStep;
            columnStep = -columnStep;
        }
        if (rowReversed) {
            start += (rows() - 1) * rowStep;
            rowStep = -rowStep;
        }
        return new Walk(start, columnStep, rowStep);
    }

    /** Visits the pixels of a slice in runs that lie in one k-slice each. */
    public void forEachRun(int slice, RunVisitor visitor) {
        Walk walk = walk(slice);
        boolean downwards = columnAxis == 2;
        int runs = downwards ? columns() : rows();
        long nextRun = downwards ? walk.columnStep : walk.rowStep;
        int step = (int) (downwards ? walk.rowStep : walk.columnStep);
        int length = downwards ? rows() : columns();
        int nextPixel = downwards ? columns() : 1;
        long perSlice = (long) grid.extent().nx() * grid.extent().ny();
        for (int n = 0; n < runs; n++) {
            long start = walk.start + n * nextRun;
            int pixel = downwards ? n : n * columns();
            visitor.run((int) (start / perSlice), (int) (start % perSlice), step, pixel, nextPixel, length);
        }
    }

    /** Takes evenly spaced voxels of one k-slice, and the pixels (numbered row by row) that they are. */
    @FunctionalInterface
    public interface RunVisitor {
        void run(int k, int voxel, int voxelStep, int pixel, int pixelStep, int length);
    }

    /** Linear voxel positions: {@code start + column * columnStep + row * rowStep}. */
    public record Walk(long start, long columnStep, long rowStep) {
        public long at(int column, int row) {
            return start + column * columnStep + row * rowStep;
        }
    }

    private static int axisOf(Lps unit) {
        return unit.x() != 0 ? 0 : unit.y() != 0 ? 1 : 2;
    }
}
