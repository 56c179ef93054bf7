package diffusam.metrics;

import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.SliceLayout;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * One structure in prediction and truth, with the distances between both surfaces. A surface is made of the structure's
 * voxels that have one of their six neighbours outside it, or at the border of the grid.
 */
public final class Structure {
    /** How many slices before the structure's first and after its last are still judged. */
    private static final int MARGIN_SLICES = 3;

    private final int slices;
    private final double voxelMl;
    private final SliceBounds bounds;
    private final boolean[] prediction;
    private final boolean[] truth;
    private final SurfaceDistances ofPrediction;
    private final SurfaceDistances ofTruth;

    Structure(Comparison maps, int label) {
        SliceLayout layout = maps.layout();
        Grid grid = maps.truth().grid();
        slices = layout.slices();
        voxelMl = grid.voxelVolumeMm3() / 1000;
        bounds = new SliceBounds(layout.columns());
        for (int slice = 0; slice < slices; slice++) {
            bounds.include(maps.prediction().mask(layout, slice, label), slice);
            bounds.include(maps.truth().mask(layout, slice, label), slice);
        }
        CellBox box = new CellBox(
                bounds.columns(),
                bounds.rows(),
                bounds.slices(),
                step(grid, layout.columnAxis(), layout.columnReversed()),
                step(grid, layout.rowAxis(), layout.rowReversed()),
                grid.affine().step(layout.sliceAxis()));
        prediction = new boolean[box.cells()];
        truth = new boolean[box.cells()];
        for (int n = 0; n < box.nz(); n++) {
            int slice = bounds.firstSlice() + n;
            bounds.copy(maps.prediction().mask(layout, slice, label), slice, prediction);
            bounds.copy(maps.truth().mask(layout, slice, label), slice, truth);
        }
        int[] predicted = box.surface(prediction);
        int[] expected = box.surface(truth);
        ofPrediction = SurfaceDistances.between(predicted, expected, box);
        ofTruth = SurfaceDistances.between(expected, predicted, box);
    }

    private static Lps step(Grid grid, int axis, boolean reversed) {
        return grid.affine().step(axis).times(reversed ? -1 : 1);
    }

    /** Agreement over the whole grid. */
    public Agreement volume() {
        return over(slice -> true);
    }

    /** Agreement where it had to be found: on {@link #restSlices}. */
    public Agreement rest(Collection<Integer> seeds) {
        return over(restSlices(seeds)::contains);
    }

    /**
     * The slices that are no seeds, from three before the structure's first in the truth to three after its last; none if
     * the truth does not show it.
     */
    public SortedSet<Integer> restSlices(Collection<Integer> seeds) {
        int perSlice = bounds.columns() * bounds.rows();
        int[] shown = IntStream.range(0, truth.length)
                .filter(p -> truth[p])
                .map(p -> bounds.firstSlice() + p / perSlice)
                .toArray();
        SortedSet<Integer> rest = new TreeSet<>();
        if (shown.length > 0) {
            int first = Math.max(0, shown[0] - MARGIN_SLICES);
            int last = Math.min(slices - 1, shown[shown.length - 1] + MARGIN_SLICES);
            IntStream.rangeClosed(first, last).forEach(rest::add);
            rest.removeAll(new TreeSet<>(seeds));
        }
        return rest;
    }

    /**
     * Agreement on some slices: voxels and surface voxels on other slices are not counted, but they are there. So cutting
     * makes no surfaces of its own, and the way to the other surface may end on a slice that is not counted.
     */
    private Agreement over(IntPredicate counted) {
        int perSlice = bounds.columns() * bounds.rows();
        long inPrediction = 0;
        long inTruth = 0;
        long inBoth = 0;
        for (int p = 0; p < truth.length; p++) {
            if (!counted.test(bounds.firstSlice() + p / perSlice)) {
                continue;
            }
            inPrediction += prediction[p] ? 1 : 0;
            inTruth += truth[p] ? 1 : 0;
            inBoth += prediction[p] && truth[p] ? 1 : 0;
        }
        IntPredicate countedCell = p -> counted.test(bounds.firstSlice() + p / perSlice);
        double[] forth = ofPrediction.sortedMm(countedCell);
        double[] back = ofTruth.sortedMm(countedCell);
        double total = Arrays.stream(forth).sum() + Arrays.stream(back).sum();
        return new Agreement(
                2.0 * inBoth / (inPrediction + inTruth),
                larger(SurfaceDistances.percentile95(forth), SurfaceDistances.percentile95(back)),
                total / (forth.length + back.length),
                inPrediction * voxelMl,
                inTruth * voxelMl);
    }

    /** The larger of two figures of which one or both may be NaN. */
    private static double larger(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }
}
