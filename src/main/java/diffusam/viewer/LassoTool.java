package diffusam.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Paints what a line drawn by hand encloses; the line closes itself when the button goes up. */
public final class LassoTool implements Tool {
    private final Paint paint;
    private final List<SlicePoint> points = new ArrayList<>();
    private @Nullable ToolSlice slice;

    public LassoTool(Paint paint) {
        this.paint = paint;
    }

    @Override
    public void press(ToolSlice slice, SlicePoint point) {
        this.slice = slice;
        points.clear();
        points.add(point);
    }

    @Override
    public void drag(SlicePoint point) {
        points.add(point);
    }

    @Override
    public Optional<Stroke> release(SlicePoint point) {
        drag(point);
        ToolSlice on = slice;
        if (on == null) {
            return Optional.empty();
        }
        Stroke stroke = Stroke.onSlice(on.layout(), on.slice(), new Outline(points).inside(on), paint);
        points.clear();
        return stroke.isEmpty() ? Optional.empty() : Optional.of(stroke);
    }

    @Override
    public List<SlicePoint> line() {
        return List.copyOf(points);
    }
}
