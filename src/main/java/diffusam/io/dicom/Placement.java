package diffusam.io.dicom;

import diffusam.volume.Lps;

/**
 * Where a slice lies in patient space (PS3.3, C.7.6.2).
 *
 * @param position centre of the first pixel
 * @param row unit vector along a row, the way the column index grows
 * @param column unit vector along a column, the way the row index grows
 * @param thicknessMm nominal slice thickness, 0 if unknown
 * @param gapMm announced distance between slices, 0 if unknown
 */
record Placement(
        Lps position,
        Lps row,
        Lps column,
        double columnSpacingMm,
        double rowSpacingMm,
        double thicknessMm,
        double gapMm) {
    private static final double DIRECTION_TOLERANCE = 1e-3;
    private static final double SPACING_TOLERANCE = 1e-3;

    /** The way the slices are stacked: out of the plane, right-handed with row and column. */
    Lps normal() {
        return row.cross(column).unit();
    }

    /** Millimetres along the normal of this slice. */
    double depthMm() {
        return position.dot(normal());
    }

    /** True if both could be slices of one stack. */
    boolean isParallelTo(Placement other) {
        return row.minus(other.row).norm() < DIRECTION_TOLERANCE
                && column.minus(other.column).norm() < DIRECTION_TOLERANCE
                && Math.abs(columnSpacingMm - other.columnSpacingMm) < SPACING_TOLERANCE * columnSpacingMm
                && Math.abs(rowSpacingMm - other.rowSpacingMm) < SPACING_TOLERANCE * rowSpacingMm;
    }
}
