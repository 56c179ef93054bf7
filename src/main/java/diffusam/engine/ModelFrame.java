package diffusam.engine;

import diffusam.volume.Slice;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.Window;

/**
 * How the slices of a layout are shown to a foundation model: which window, and which rectangle of the slice fills the
 * model's square picture. The picture is isotropic in millimetres whatever the pixel spacing; what lies outside the slice is
 * black.
 *
 * @param window values that become 0 and 1
 * @param left column of the slice's pixel grid where the picture begins; may be negative
 * @param top row where it begins
 * @param columnsShown width of the picture in slice columns
 * @param rowsShown height of the picture in slice rows
 * @param sideMm width and height of the picture
 */
record ModelFrame(
        SliceLayout layout,
        Window window,
        double left,
        double top,
        double columnsShown,
        double rowsShown,
        double sideMm) {
    private static final float DARK = 0.06f;
    private static final double MARGIN = 0.03;
    private static final int SLICES_LOOKED_AT = 24;

    /** A frame around everything that is not dark, the body in a CT, on all slices of the layout. */
    static ModelFrame around(Volume image, SliceLayout layout, Window window) {
        int left = layout.columns();
        int right = -1;
        int top = layout.rows();
        int bottom = -1;
        int step = Math.max(1, layout.slices() / SLICES_LOOKED_AT);
        for (int n = step / 2; n < layout.slices(); n += step) {
            Slice slice = image.slice(layout, n);
            for (int row = 0, p = 0; row < slice.rows(); row++) {
                for (int column = 0; column < slice.columns(); column++, p++) {
                    if (window.map(slice.values()[p]) > DARK) {
                        left = Math.min(left, column);
                        right = Math.max(right, column);
                        top = Math.min(top, row);
                        bottom = Math.max(bottom, row);
                    }
                }
            }
        }
        if (right < left) {
            return square(layout, window, 0, 0, layout.columns(), layout.rows());
        }
        return square(layout, window, left, top, right + 1 - left, bottom + 1 - top);
    }

    private static ModelFrame square(
            SliceLayout layout, Window window, double left, double top, double columns, double rows) {
        double columnMm = layout.grid().spacingMm(layout.columnAxis());
        double rowMm = layout.grid().spacingMm(layout.rowAxis());
        double sideMm = Math.max(columns * columnMm, rows * rowMm) * (1 + 2 * MARGIN);
        double shownColumns = sideMm / columnMm;
        double shownRows = sideMm / rowMm;
        return new ModelFrame(
                layout,
                window,
                left + columns / 2 - shownColumns / 2,
                top + rows / 2 - shownRows / 2,
                shownColumns,
                shownRows,
                sideMm);
    }

    /** Where a column lies in the picture's width, 0 to 1; whole numbers are pixel centres. */
    double across(double column) {
        return (column + .5 - left) / columnsShown;
    }

    /** Where a row lies in the picture's height, 0 to 1. */
    double down(double row) {
        return (row + .5 - top) / rowsShown;
    }

    /** The model's picture of a slice, {@code side}² values in [0, 1]. */
    float[] picture(Volume image, int slice, int side) {
        float[] values = image.slice(layout, slice).values();
        for (int p = 0; p < values.length; p++) {
            values[p] = window.map(values[p]);
        }
        return toModel(values, side);
    }

    /** The model's picture of a mask of a slice, {@code side}² coverages in [0, 1]. */
    float[] picture(boolean[] mask, int side) {
        float[] values = new float[mask.length];
        for (int p = 0; p < values.length; p++) {
            values[p] = mask[p] ? 1 : 0;
        }
        return toModel(values, side);
    }

    private float[] toModel(float[] values, int side) {
        double scaleX = side / columnsShown;
        double scaleY = side / rowsShown;
        return Resampler.apply(
                values,
                new Resampler(layout.columns(), side, scaleX, -left * scaleX),
                new Resampler(layout.rows(), side, scaleY, -top * scaleY));
    }

    /** Brings a square model map back to the slice's pixels; 0 outside the picture. */
    float[] toSlice(float[] map, int side) {
        double scaleX = columnsShown / side;
        double scaleY = rowsShown / side;
        return Resampler.apply(
                map,
                new Resampler(side, layout.columns(), scaleX, left),
                new Resampler(side, layout.rows(), scaleY, top));
    }
}
