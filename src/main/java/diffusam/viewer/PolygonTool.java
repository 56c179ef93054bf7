package diffusam.viewer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Paints a polygon that is clicked corner by corner; clicking near the first corner, or asking for the end, closes it. */
public final class PolygonTool implements Tool {
    /** How near a click must be to the first corner, in pixels of the slice. */
    private static final double CLOSING_PIXELS = 1.5;

    private final Paint paint;
    private final List<SlicePoint> corners = new ArrayList<>();
    private @Nullable ToolSlice slice;
    private @Nullable SlicePoint cursor;

    public PolygonTool(Paint paint) {
        this.paint = paint;
    }

    @Override
    public void press(ToolSlice slice, SlicePoint point) {
        if (this.slice == null) {
            this.slice = slice;
        }
        cursor = point;
    }

    @Override
    public void drag(SlicePoint point) {
        cursor = point;
    }

    @Override
    public Optional<Stroke> release(SlicePoint point) {
        cursor = point;
        if (corners.size() >= 3 && isNear(corners.getFirst(), point)) {
            return finish();
        }
        corners.add(point);
        return Optional.empty();
    }

    @Override
    public void hover(SlicePoint point) {
        cursor = point;
    }

    @Override
    public Optional<Stroke> finish() {
        ToolSlice on = slice;
        if (on == null || corners.size() < 3) {
            return Optional.empty();
        }
        BitSet inside = new Outline(corners).inside(on);
        corners.clear();
        slice = null;
        return inside.isEmpty()
                ? Optional.empty()
                : Optional.of(Stroke.onSlice(on.layout(), on.slice(), inside, paint));
    }

    @Override
    public boolean goesOn() {
        return !corners.isEmpty();
    }

    @Override
    public List<SlicePoint> line() {
        List<SlicePoint> line = new ArrayList<>(corners);
        if (cursor != null) {
            line.add(cursor);
        }
        return line;
    }

    private static boolean isNear(SlicePoint a, SlicePoint b) {
        return Math.hypot(a.column() - b.column(), a.row() - b.row()) <= CLOSING_PIXELS;
    }
}
