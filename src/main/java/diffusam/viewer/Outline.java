package diffusam.viewer;

import java.util.BitSet;
import java.util.List;

/** A closed line through points of a slice. */
record Outline(List<SlicePoint> points) {
    Outline {
        points = List.copyOf(points);
    }

    /** The pixels, numbered row by row, whose centres are inside by the even-odd rule. */
    BitSet inside(ToolSlice slice) {
        int columns = slice.layout().columns();
        BitSet inside = new BitSet();
        for (int row = 0; row < slice.layout().rows(); row++) {
            double[] crossings = crossings(row);
            for (int n = 0; n + 1 < crossings.length; n += 2) {
                int first = Math.max(0, (int) Math.ceil(crossings[n]));
                int last = Math.min(columns - 1, (int) Math.floor(crossings[n + 1]));
                if (first <= last) {
                    inside.set(row * columns + first, row * columns + last + 1);
                }
            }
        }
        return inside;
    }

    /** The columns at which the line crosses a row, ascending. */
    private double[] crossings(double row) {
        double[] crossings = new double[points.size()];
        int count = 0;
        for (int n = 0; n < points.size(); n++) {
            SlicePoint a = points.get(n);
            SlicePoint b = points.get((n + 1) % points.size());
            if (a.row() <= row != b.row() <= row) {
                crossings[count++] = a.column() + (row - a.row()) / (b.row() - a.row()) * (b.column() - a.column());
            }
        }
        double[] sorted = java.util.Arrays.copyOf(crossings, count);
        java.util.Arrays.sort(sorted);
        return sorted;
    }
}
