package diffusam.viewer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The outer border of a region of pixels, along their edges. */
final class Contour {
    private static final int[] COLUMN_STEP = {1, 0, -1, 0}; // right, down, left, up
    private static final int[] ROW_STEP = {0, 1, 0, -1};

    private Contour() {}

    /**
     * The closed line round the part of a region that holds its first pixel, corner by corner, with the region on the right
     * hand. Pixels that touch at a corner only are not joined.
     *
     * @param region numbered row by row, not empty
     */
    static List<SlicePoint> around(BitSet region, int columns) {
        int first = region.nextSetBit(0);
        int startColumn = first % columns;
        int startRow = first / columns;
        List<SlicePoint> corners = new ArrayList<>();
        int column = startColumn; // of the corner's lower right pixel
        int row = startRow;
        int direction = 0;
        do {
            corners.add(new SlicePoint(column - 0.5, row - 0.5));
            do {
                column += COLUMN_STEP[direction];
                row += ROW_STEP[direction];
            } while (!isStart(column, row, startColumn, startRow)
                    && isInside(region, columns, column, row, direction, true)
                    && !isInside(region, columns, column, row, direction, false));
            direction =
                    isInside(region, columns, column, row, direction, true) ? (direction + 3) % 4 : (direction + 1) % 4;
        } while (!isStart(column, row, startColumn, startRow));
        return corners;
    }

    private static boolean isStart(int column, int row, int startColumn, int startRow) {
        return column == startColumn && row == startRow;
    }

    /** Whether the pixel ahead of a corner, to the right or to the left of the way on, belongs to the region. */
    private static boolean isInside(
            BitSet region, int columns, int column, int row, int direction, boolean onTheRight) {
        int c = column;
        int r = row;
        switch (direction) {
            case 0 -> r -= onTheRight ? 0 : 1;
            case 1 -> c -= onTheRight ? 1 : 0;
            case 2 -> {
                c -= 1;
                r -= onTheRight ? 1 : 0;
            }
            default -> {
                r -= 1;
                c -= onTheRight ? 0 : 1;
            }
        }
        return c >= 0 && r >= 0 && c < columns && region.get(r * columns + c);
    }
}
