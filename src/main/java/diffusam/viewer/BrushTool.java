package diffusam.viewer;

import diffusam.volume.Window;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Paints or erases a line with a tip. The tip is measured in millimetres: on pixels that are not square it covers more of
 * them along the finer side, and a sphere reaches into fewer slices where they lie further apart. A pixel is touched if its
 * centre is under the tip, and the one under the cursor always; a range of values may limit both.
 */
public final class BrushTool implements Tool {
    private final Tip tip;
    private final double radiusMm;
    private final Optional<Window> range;
    private final Paint paint;
    private final Map<Integer, BitSet> touched = new TreeMap<>();
    private @Nullable ToolSlice slice;
    private SlicePoint last = new SlicePoint(0, 0);

    /**
     * @param range only pixels whose values lie within it are touched
     */
    public BrushTool(Tip tip, double radiusMm, Optional<Window> range, Paint paint) {
        if (!(radiusMm > 0)) {
            throw new IllegalArgumentException("a brush radius of " + radiusMm + " mm");
        }
        this.tip = tip;
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
        sweep(on, point);
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
                : Optional.of(new Stroke(on.layout(), touched, paint));
    }

    private void touchUnderCursor(ToolSlice on, SlicePoint point) {
        int column = (int) Math.rint(point.column());
        int row = (int) Math.rint(point.row());
        if (on.contains(column, row)) {
            BitSet pixel = new BitSet();
            pixel.set(row * on.layout().columns() + column);
            touch(on, pixel);
        }
    }

    private void sweep(ToolSlice on, SlicePoint point) {
        double spacingMm = on.layout().grid().spacingMm(on.layout().sliceAxis());
        int reach = tip == Tip.SPHERE ? (int) Math.floor(radiusMm / spacingMm) : 0;
        int first = Math.max(0, on.slice() - reach);
        int end = Math.min(on.layout().slices() - 1, on.slice() + reach);
        for (int n = first; n <= end; n++) {
            double awayMm = (n - on.slice()) * spacingMm;
            double there = Math.sqrt(radiusMm * radiusMm - awayMm * awayMm);
            ToolSlice at = on.beside(n);
            touch(at, new Sweep(at, last, point, there).pixels(tip == Tip.SQUARE));
        }
    }

    private void touch(ToolSlice on, BitSet pixels) {
        BitSet before = touched.computeIfAbsent(on.slice(), s -> new BitSet());
        if (range.isPresent()) {
            pixels.andNot(before);
            int columns = on.layout().columns();
            pixels.stream()
                    .filter(p -> !isWithin(range.get(), on.value(p % columns, p / columns)))
                    .forEach(pixels::clear);
        }
        before.or(pixels);
    }

    private static boolean isWithin(Window range, double value) {
        return value >= range.low() && value <= range.high();
    }
}
