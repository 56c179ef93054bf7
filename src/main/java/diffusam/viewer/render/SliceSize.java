package diffusam.viewer.render;

import diffusam.volume.Grid;
import diffusam.volume.SliceLayout;

/** How large a slice is, in pixels and in millimetres. */
public record SliceSize(int columns, int rows, double columnSpacingMm, double rowSpacingMm) {
    public SliceSize {
        if (columns < 1 || rows < 1 || !(columnSpacingMm > 0) || !(rowSpacingMm > 0)) {
            throw new IllegalArgumentException(
                    columns + "×" + rows + " pixels of " + columnSpacingMm + "×" + rowSpacingMm + " mm");
        }
    }

    /** The size of every slice of a plane. */
    public static SliceSize of(SliceLayout layout) {
        Grid grid = layout.grid();
        return new SliceSize(
                layout.columns(), layout.rows(), grid.spacingMm(layout.columnAxis()), grid.spacingMm(layout.rowAxis()));
    }

    public double widthMm() {
        return columns * columnSpacingMm;
    }

    public double heightMm() {
        return rows * rowSpacingMm;
    }
}
