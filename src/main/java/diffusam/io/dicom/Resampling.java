package diffusam.io.dicom;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Linear interpolation of a tilted or unevenly spaced stack onto an upright, even grid. */
final class Resampling {
    private Resampling() {}

    /**
     * @param volume the stack's slices as read; only its values count, not its grid
     * @return a volume whose slices are parallel to the stack's, stacked along their normal at its usual gap, wide enough for
     *     every slice; what no slice covers holds the lowest value of the stack
     */
    static Volume upright(Stack stack, Volume volume) {
        Placement first = stack.first();
        Lps normal = stack.normal();
        double[] depths = new double[stack.size()];
        Ijk[] shifts = new Ijk[stack.size()];
        Affine plane = new Affine(
                first.row().times(first.columnSpacingMm()),
                first.column().times(first.rowSpacingMm()),
                normal,
                first.position());
        for (int k = 0; k < depths.length; k++) {
            depths[k] = stack.depthMm(k);
            shifts[k] = plane.toIndex(Stack.placement(stack.slices().get(k)).position());
        }
        Grid grid = grid(stack, plane, shifts, depths);
        return interpolate(volume, grid, depths, shifts, plane);
    }

    private static Grid grid(Stack stack, Affine plane, Ijk[] shifts, double[] depths) {
        int left =
                (int) Math.floor(Arrays.stream(shifts).mapToDouble(Ijk::i).min().orElse(0) + 1e-6);
        int right =
                (int) Math.ceil(Arrays.stream(shifts).mapToDouble(Ijk::i).max().orElse(0) - 1e-6);
        int top =
                (int) Math.floor(Arrays.stream(shifts).mapToDouble(Ijk::j).min().orElse(0) + 1e-6);
        int bottom =
                (int) Math.ceil(Arrays.stream(shifts).mapToDouble(Ijk::j).max().orElse(0) - 1e-6);
        double gap = stack.usualGapMm();
        PixelFormat format = stack.slices().getFirst().format();
        Extent extent = new Extent(
                format.columns() + right - left,
                format.rows() + bottom - top,
                (int) Math.floor((depths[depths.length - 1] - depths[0]) / gap + 1e-3) + 1);
        return new Grid(
                extent, new Affine(plane.stepI(), plane.stepJ(), plane.stepK().times(gap), plane.toLps(left, top, 0)));
    }

    private static Volume interpolate(Volume volume, Grid grid, double[] depths, Ijk[] shifts, Affine plane) {
        Volume.Builder out = new Volume.Builder(grid, volume.type()).rescale(volume.slope(), volume.intercept());
        Extent extent = grid.extent();
        Ijk corner = plane.toIndex(grid.affine().origin());
        double outside = lowest(volume);
        int above = 1;
        for (int k = 0; k < extent.nz(); k++) {
            double depth = depths[0] + k * grid.spacingMm(2);
            while (above < depths.length - 1 && depths[above] < depth) {
                above++;
            }
            int below = Math.max(0, above - 1);
            double span = depths[above] - depths[below];
            double weight = span > 0 ? Math.clamp((depth - depths[below]) / span, 0, 1) : 0;
            MemorySegment slice = out.slice(k);
            for (int j = 0; j < extent.ny(); j++) {
                for (int i = 0; i < extent.nx(); i++) {
                    double u = i + corner.i();
                    double v = j + corner.j();
                    double low = bilinear(volume, u - shifts[below].i(), v - shifts[below].j(), below, outside);
                    double high = bilinear(volume, u - shifts[above].i(), v - shifts[above].j(), above, outside);
                    volume.type().write(slice, i + (long) j * extent.nx(), low + weight * (high - low));
                }
            }
        }
        return out.build();
    }

    private static double bilinear(Volume volume, double u, double v, int k, double outside) {
        Extent e = volume.grid().extent();
        if (u < -0.5 || v < -0.5 || u > e.nx() - 0.5 || v > e.ny() - 0.5) {
            return outside;
        }
        double x = Math.clamp(u, 0, e.nx() - 1.0);
        double y = Math.clamp(v, 0, e.ny() - 1.0);
        int i = (int) Math.min(x, Math.max(0, e.nx() - 2));
        int j = (int) Math.min(y, Math.max(0, e.ny() - 2));
        int right = Math.min(i + 1, e.nx() - 1);
        int down = Math.min(j + 1, e.ny() - 1);
        double wx = x - i;
        double wy = y - j;
        double top = volume.stored(i, j, k) + wx * (volume.stored(right, j, k) - volume.stored(i, j, k));
        double bottom = volume.stored(i, down, k) + wx * (volume.stored(right, down, k) - volume.stored(i, down, k));
        return top + wy * (bottom - top);
    }

    private static double lowest(Volume volume) {
        Extent e = volume.grid().extent();
        double lowest = Double.MAX_VALUE;
        for (int k = 0; k < e.nz(); k++) {
            for (int j = 0; j < e.ny(); j++) {
                for (int i = 0; i < e.nx(); i++) {
                    lowest = Math.min(lowest, volume.stored(i, j, k));
                }
            }
        }
        return lowest;
    }
}
