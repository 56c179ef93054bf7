package diffusam.metrics;

import diffusam.volume.Grid;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;

/**
 * The values of an image in an ellipse on one slice.
 *
 * @param areaMm2 of the ellipse as it was drawn
 * @param values of the voxels that hold the centres of its pixels
 */
public record EllipseStatistics(double areaMm2, ValueStatistics values) {
    /** The ellipse that touches the sides of the rectangle between two opposite corners, in columns and rows. */
    public static EllipseStatistics of(
            Volume image, SliceLayout layout, int slice, double column1, double row1, double column2, double row2) {
        double halfWidth = Math.abs(column2 - column1) / 2;
        double halfHeight = Math.abs(row2 - row1) / 2;
        double middleColumn = (column1 + column2) / 2;
        double middleRow = (row1 + row2) / 2;
        ValueStatistics.Collector values = new ValueStatistics.Collector();
        int lastRow = (int) Math.min(layout.rows() - 1, Math.floor(middleRow + halfHeight));
        for (int row = (int) Math.max(0, Math.ceil(middleRow - halfHeight)); row <= lastRow; row++) {
            double y = halfHeight == 0 ? 0 : (row - middleRow) / halfHeight;
            double reach = halfWidth * Math.sqrt(Math.max(0, 1 - y * y));
            int last = (int) Math.min(layout.columns() - 1, Math.floor(middleColumn + reach));
            for (int column = (int) Math.max(0, Math.ceil(middleColumn - reach)); column <= last; column++) {
                long voxel = layout.voxel(image.grid(), slice, column, row);
                if (voxel >= 0) {
                    values.add(image.value(voxel));
                }
            }
        }
        Grid grid = layout.grid();
        double areaMm2 = Math.PI
                * halfWidth
                * grid.spacingMm(layout.columnAxis())
                * halfHeight
                * grid.spacingMm(layout.rowAxis());
        return new EllipseStatistics(areaMm2, values.result());
    }
}
