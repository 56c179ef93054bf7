package diffusam.viewer;

import java.util.BitSet;
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
        double value = on.value(column, row);
        int label = on.label(column, row);
        return Region.around(
                on, column, row, (c, r) -> on.label(c, r) == label && Math.abs(on.value(c, r) - value) <= tolerance);
    }
}
