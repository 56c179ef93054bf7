package diffusam.viewer;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paints what the line of equal value through the pixel under the cursor encloses: the pixels around it that are at least as
 * bright, and everything inside their outer border. The line follows the cursor before the button goes down.
 */
public final class LevelTraceTool implements Tool {
    private final Paint paint;
    private @Nullable ToolSlice slice;
    private List<SlicePoint> line = List.of();
    private int tracedPixel = -1;

    public LevelTraceTool(Paint paint) {
        this.paint = paint;
    }

    @Override
    public void press(ToolSlice slice, SlicePoint point) {
        this.slice = slice;
        tracedPixel = -1;
        trace(slice, point);
    }

    @Override
    public void drag(SlicePoint point) {
        if (slice != null) {
            trace(slice, point);
        }
    }

    @Override
    public Optional<Stroke> release(SlicePoint point) {
        drag(point);
        ToolSlice on = slice;
        slice = null;
        if (on == null || line.isEmpty()) {
            return Optional.empty();
        }
        BitSet inside = new Outline(line).inside(on);
        line = List.of();
        return Optional.of(Stroke.onSlice(on.layout(), on.slice(), inside, paint));
    }

    @Override
    public List<SlicePoint> line() {
        return line;
    }

    private void trace(ToolSlice on, SlicePoint point) {
        int column = (int) Math.rint(point.column());
        int row = (int) Math.rint(point.row());
        if (!on.contains(column, row)) {
            line = List.of();
            tracedPixel = -1;
            return;
        }
        int pixel = row * on.layout().columns() + column;
        if (pixel != tracedPixel) {
            tracedPixel = pixel;
            double level = on.value(column, row);
            BitSet bright = Region.around(on, column, row, (c, r) -> on.value(c, r) >= level);
            line = Contour.around(bright, on.layout().columns());
        }
    }
}
