package diffusam.metrics;

import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.SliceLayout;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.stream.DoubleStream;

/** One structure in prediction and truth, both cut to the box that holds them. */
final class StructurePair {
    private static final double PERCENTILE = 0.95;

    private final CellBox box;
    private final boolean[] prediction;
    private final boolean[] truth;
    private final double cellMl;

    private StructurePair(CellBox box, double cellMl) {
        this.box = box;
        this.cellMl = cellMl;
        prediction = new boolean[box.cells()];
        truth = new boolean[box.cells()];
    }

    /** Reads the structure from some slices of both maps. */
    static StructurePair cut(Comparison maps, int label, SortedSet<Integer> slices) {
        SliceLayout layout = maps.layout();
        Grid grid = maps.truth().grid();
        Bounds bounds = new Bounds(layout.columns());
        for (int slice : slices) {
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
        StructurePair pair = new StructurePair(box, grid.voxelVolumeMm3() / 1000);
        for (int slice :
                bounds.isEmpty() ? slices.subSet(0, 0) : slices.subSet(bounds.firstSlice, bounds.lastSlice + 1)) {
            bounds.copy(maps.prediction().mask(layout, slice, label), slice, pair.prediction);
            bounds.copy(maps.truth().mask(layout, slice, label), slice, pair.truth);
        }
        return pair;
    }

    private static Lps step(Grid grid, int axis, boolean reversed) {
        return grid.affine().step(axis).times(reversed ? -1 : 1);
    }

    Agreement agreement() {
        long inPrediction = 0;
        long inTruth = 0;
        long inBoth = 0;
        for (int p = 0; p < truth.length; p++) {
            inPrediction += prediction[p] ? 1 : 0;
            inTruth += truth[p] ? 1 : 0;
            inBoth += prediction[p] && truth[p] ? 1 : 0;
        }
        double dice = 2.0 * inBoth / (inPrediction + inTruth); // 0 / 0 is NaN: nothing to agree on
        double hd95Mm = Double.NaN;
        double assdMm = Double.NaN;
        if (inPrediction > 0 && inTruth > 0) {
            int[] here = box.surface(prediction);
            int[] there = box.surface(truth);
            double[] forth = box.distancesMm(here, there);
            double[] back = box.distancesMm(there, here);
            hd95Mm = Math.max(percentile(forth), percentile(back));
            assdMm = DoubleStream.concat(Arrays.stream(forth), Arrays.stream(back))
                    .average()
                    .orElseThrow();
        }
        return new Agreement(dice, hd95Mm, assdMm, inPrediction * cellMl, inTruth * cellMl);
    }

    /** Linear between the two nearest ranks, as NumPy's default. */
    private static double percentile(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = PERCENTILE * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    /** The smallest box around what was included, growing slice by slice. */
    private static final class Bounds {
        private final int width;
        private int firstColumn = Integer.MAX_VALUE;
        private int lastColumn = -1;
        private int firstRow = Integer.MAX_VALUE;
        private int lastRow = -1;
        private int firstSlice = Integer.MAX_VALUE;
        private int lastSlice = -1;

        Bounds(int width) {
            this.width = width;
        }

        void include(boolean[] mask, int slice) {
            for (int p = 0; p < mask.length; p++) {
                if (mask[p]) {
                    firstColumn = Math.min(firstColumn, p % width);
                    lastColumn = Math.max(lastColumn, p % width);
                    firstRow = Math.min(firstRow, p / width);
                    lastRow = Math.max(lastRow, p / width);
                    firstSlice = Math.min(firstSlice, slice);
                    lastSlice = Math.max(lastSlice, slice);
                }
            }
        }

        boolean isEmpty() {
            return lastSlice < 0;
        }

        int columns() {
            return isEmpty() ? 0 : lastColumn - firstColumn + 1;
        }

        int rows() {
            return isEmpty() ? 0 : lastRow - firstRow + 1;
        }

        int slices() {
            return isEmpty() ? 0 : lastSlice - firstSlice + 1;
        }

        void copy(boolean[] mask, int slice, boolean[] into) {
            int columns = columns();
            int start = (slice - firstSlice) * rows() * columns;
            for (int row = 0; row < rows(); row++) {
                System.arraycopy(mask, (firstRow + row) * width + firstColumn, into, start + row * columns, columns);
            }
        }
    }
}
