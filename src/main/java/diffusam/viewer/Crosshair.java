package diffusam.viewer;

import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.SliceLayout;

/**
 * The voxel that all views show: the slice of each is the one through it. Always inside the grid, along whose axes the views
 * are cut.
 */
public record Crosshair(Grid grid, int i, int j, int k) {
    public Crosshair {
        if (!grid.extent().contains(i, j, k)) {
            throw new IllegalArgumentException("(" + i + ", " + j + ", " + k + ") is outside " + grid.extent());
        }
    }

    /** The voxel nearest a point of a grid, or the closest at its edge. */
    public static Crosshair nearest(Grid grid, Ijk index) {
        Extent e = grid.extent();
        return new Crosshair(grid, clamp(index.i(), e.nx()), clamp(index.j(), e.ny()), clamp(index.k(), e.nz()));
    }

    public Crosshair movedTo(SliceLayout layout, int slice, SlicePoint point) {
        return nearest(layout.grid(), layout.toIndex(slice, point.column(), point.row()));
    }

    /** The voxel of another grid nearest this one. */
    public Crosshair on(Grid other) {
        return other.equals(grid) ? this : nearest(other, other.toIndex(lps()));
    }

    /** The voxel nearest a point, of the same grid. */
    public Crosshair at(Lps point) {
        return nearest(grid, grid.toIndex(point));
    }

    /** The same point of another slice of a plane, which the views are then cut along. */
    public Crosshair onSlice(SliceLayout layout, int slice) {
        return movedTo(layout, slice, point(layout));
    }

    public int slice(SliceLayout layout) {
        return (int) layout.slice(on(layout.grid()).index());
    }

    public SlicePoint point(SliceLayout layout) {
        Ijk there = on(layout.grid()).index();
        return new SlicePoint(layout.column(there), layout.row(there));
    }

    public Ijk index() {
        return new Ijk(i, j, k);
    }

    public Lps lps() {
        return grid.toLps(index());
    }

    private static int clamp(double index, int length) {
        return (int) Math.clamp(Math.rint(index), 0, length - 1);
    }
}
