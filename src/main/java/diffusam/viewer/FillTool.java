package diffusam.viewer;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paints the connected pixels (sideways, up and down) whose values are near that of the pixel clicked on. Pixels that hold
 * another label than the one clicked on are borders.
 */
public final class FillTool implements Tool {
    private final double tolerance;
    private final Paint paint;
    private @Nullable ToolSlice slice;

    /**
     * @param tolerance greatest difference from the value clicked on
     */
    public FillTool(double tolerance, Paint paint) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance of " + tolerance);
        }
        this.tolerance = tolerance;
        this.paint = paint;
    }

    @Override
    public void press(ToolSlice slice, SlicePoint point) {
        this.slice = slice;
    }

    @Override
    public void drag(SlicePoint point) {
        // only where the button goes up counts
    }

    @Override
    public Optional<Stroke> release(SlicePoint point) {
        ToolSlice on = slice;
        slice = null;
        int column = (int) Math.rint(point.column());
        int row = (int) Math.rint(point.row());
        if (on == null || !on.contains(column, row)) {
            return Optional.empty();
        }
        return Optional.of(Stroke.onSlice(on.layout(), on.slice(), region(on, column, row), paint));
    }

    private BitSet region(ToolSlice on, int column, int row) {
        int columns = on.layout().columns();
        double value = on.value(column, row);
        int label = on.label(column, row);
        BitSet region = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(row * columns + column);
        region.set(row * columns + column);
        while (!open.isEmpty()) {
            int p = open.remove();
            for (int side = 0; side < 4; side++) {
                int c = p % columns + (side == 0 ? -1 : side == 1 ? 1 : 0);
                int r = p / columns + (side == 2 ? -1 : side == 3 ? 1 : 0);
                if (on.contains(c, r)
                        && !region.get(r * columns + c)
                        && on.label(c, r) == label
                        && Math.abs(on.value(c, r) - value) <= tolerance) {
                    region.set(r * columns + c);
                    open.add(r * columns + c);
                }
            }
        }
        return region;
    }
}
