package diffusam.viewer;

import java.util.BitSet;

/** Pixels that hang together sideways, up and down. */
final class Region {
    private final ToolSlice on;
    private final Test test;
    private final BitSet pixels = new BitSet();
    private int[] open = new int[1024];
    private int count;

    private Region(ToolSlice on, Test test) {
        this.on = on;
        this.test = test;
    }

    /** Whether a pixel of the slice may belong to a region. */
    @FunctionalInterface
    interface Test {
        boolean accepts(int column, int row);
    }

    /** The region around a pixel, numbered row by row; the pixel itself is not tested. */
    static BitSet around(ToolSlice on, int column, int row, Test test) {
        Region region = new Region(on, test);
        region.grow(column, row);
        return region.pixels;
    }

    private void grow(int column, int row) {
        int columns = on.layout().columns();
        add(row * columns + column);
        while (count > 0) {
            int p = open[--count];
            int c = p % columns;
            int r = p / columns;
            visit(c - 1, r);
            visit(c + 1, r);
            visit(c, r - 1);
            visit(c, r + 1);
        }
    }

    private void visit(int column, int row) {
        int p = row * on.layout().columns() + column;
        if (on.contains(column, row) && !pixels.get(p) && test.accepts(column, row)) {
            add(p);
        }
    }

    private void add(int pixel) {
        pixels.set(pixel);
        if (count == open.length) {
            open = java.util.Arrays.copyOf(open, 2 * count);
        }
        open[count++] = pixel;
    }
}
