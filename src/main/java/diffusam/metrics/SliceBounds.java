package diffusam.metrics;

/** The smallest box around the masks it was shown, growing slice by slice. */
final class SliceBounds {
    private final int width;
    private int firstColumn = Integer.MAX_VALUE;
    private int lastColumn = -1;
    private int firstRow = Integer.MAX_VALUE;
    private int lastRow = -1;
    private int firstSlice = Integer.MAX_VALUE;
    private int lastSlice = -1;

    /** @param width columns of a mask */
    SliceBounds(int width) {
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

    int firstSlice() {
        return firstSlice;
    }

    int columns() {
        return lastSlice < 0 ? 0 : lastColumn - firstColumn + 1;
    }

    int rows() {
        return lastSlice < 0 ? 0 : lastRow - firstRow + 1;
    }

    int slices() {
        return lastSlice < 0 ? 0 : lastSlice - firstSlice + 1;
    }

    /** Copies a mask's part inside the box to the slice's place in {@code box}. */
    void copy(boolean[] mask, int slice, boolean[] box) {
        int columns = columns();
        int start = (slice - firstSlice) * rows() * columns;
        for (int row = 0; row < rows(); row++) {
            System.arraycopy(mask, (firstRow + row) * width + firstColumn, box, start + row * columns, columns);
        }
    }
}
