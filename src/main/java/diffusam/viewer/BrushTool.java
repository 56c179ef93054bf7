package diffusam.viewer;

import diffusam.volume.Window;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paints or erases a line with a round tip. The tip is a circle in millimetres: on pixels that are not square it covers
 * more of them along the finer side. A pixel is touched if its centre is under the tip, and the one under the cursor always;
 * a range of values may limit both.
 */
public final class BrushTool implements Tool {
    private final double radiusMm;
    private final Optional<Window> range;
    private final Paint paint;
    private final BitSet touched = new BitSet();
    private @Nullable ToolSlice slice;
    private SlicePoint last = new SlicePoint(0, 0);

    /**
     * @param range only pixels whose values lie within it are touched
     */
    public BrushTool(double radiusMm, Optional<Window> range, Paint paint) {
        if (!(radiusMm > 0)) {
            throw new IllegalArgumentException("a brush radius of " + radiusMm + " mm");
        }
        this.radiusMm = radiusMm;
        this.range = range;
        this.paint = paint;
    }

    @Override
    public void press(ToolSlice slice, SlicePoint point) {
        this.slice = slice;
        touched.clear();
        last = point;
        drag(point);
    }

    @Override
    public void drag(SlicePoint point) {
        ToolSlice on = slice;
        if (on == null) {
            return;
        }
        sweep(on, last, point);
        touchUnderCursor(on, point);
        last = point;
    }

    @Override
    public Optional<Stroke> release(SlicePoint point) {
        drag(point);
        Optional<Stroke> stroke = draft();
        slice = null;
        return stroke;
    }

    @Override
    public Optional<Stroke> draft() {
        ToolSlice on = slice;
        return on == null || touched.isEmpty()
                ? Optional.empty()
                : Optional.of(Stroke.onSlice(on.layout(), on.slice(), touched, paint));
    }

    private void touchUnderCursor(ToolSlice on, SlicePoint point) {
        int column = (int) Math.rint(point.column());
        int row = (int) Math.rint(point.row());
        if (on.contains(column, row)) {
            touch(on, column, row);
        }
    }

    /** Touches every pixel centre within the radius of the segment from {@code a} to {@code b}. */
    private void sweep(ToolSlice on, SlicePoint a, SlicePoint b) {
        double columnMm = on.size().columnSpacingMm();
        double rowMm = on.size().rowSpacingMm();
        int columns = on.layout().columns();
        int firstRow = (int) Math.ceil(Math.min(a.row(), b.row()) - radiusMm / rowMm);
        int lastRow = (int) Math.floor(Math.max(a.row(), b.row()) + radiusMm / rowMm);
        int firstColumn = (int) Math.ceil(Math.min(a.column(), b.column()) - radiusMm / columnMm);
        int lastColumn = (int) Math.floor(Math.max(a.column(), b.column()) + radiusMm / columnMm);
        double dx = (b.column() - a.column()) * columnMm;
        double dy = (b.row() - a.row()) * rowMm;
        double length2 = dx * dx + dy * dy;
        for (int row = Math.max(0, firstRow); row <= Math.min(on.layout().rows() - 1, lastRow); row++) {
            double y = (row - a.row()) * rowMm;
            for (int column = Math.max(0, firstColumn); column <= Math.min(columns - 1, lastColumn); column++) {
                double x = (column - a.column()) * columnMm;
                double t = length2 == 0 ? 0 : Math.clamp((x * dx + y * dy) / length2, 0, 1);
                double offX = x - t * dx;
                double offY = y - t * dy;
                if (offX * offX + offY * offY <= radiusMm * radiusMm) {
                    touch(on, column, row);
                }
            }
        }
    }

    private void touch(ToolSlice on, int column, int row) {
        int pixel = row * on.layout().columns() + column;
        if (!touched.get(pixel) && (range.isEmpty() || isWithin(range.get(), on.value(column, row)))) {
            touched.set(pixel);
        }
    }

    private static boolean isWithin(Window range, double value) {
        return value >= range.low() && value <= range.high();
    }
}
