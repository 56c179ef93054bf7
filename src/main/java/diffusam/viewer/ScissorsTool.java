package diffusam.viewer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts away what lies inside or outside of a line drawn by hand, on one slice or straight through all of them. */
public final class ScissorsTool implements Tool {
    private final Cut cut;
    private final boolean throughAll;
    private final Paint paint;
    private final List<SlicePoint> points = new ArrayList<>();
    private @Nullable ToolSlice slice;

    /** Which side of the line falls away. */
    public enum Cut {
        INSIDE,
        OUTSIDE
    }

    /**
     * @param throughAll cuts the same pixels on every slice of the plane
     * @param paint one that erases
     */
    public ScissorsTool(Cut cut, boolean throughAll, Paint paint) {
        if (!paint.erases()) {
            throw new IllegalArgumentException("scissors do not paint");
        }
        this.cut = cut;
        this.throughAll = throughAll;
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
        slice = null;
        if (on == null) {
            return Optional.empty();
        }
        BitSet away = new Outline(points).inside(on);
        points.clear();
        if (away.isEmpty()) {
            return Optional.empty(); // a click is no line
        }
        if (cut == Cut.OUTSIDE) {
            away.flip(0, on.layout().columns() * on.layout().rows());
        }
        return Optional.of(new Stroke(on.layout(), everywhere(on, away), paint));
    }

    @Override
    public List<SlicePoint> line() {
        return List.copyOf(points);
    }

    private Map<Integer, BitSet> everywhere(ToolSlice on, BitSet away) {
        Map<Integer, BitSet> slices = new HashMap<>();
        for (int n = throughAll ? 0 : on.slice(); n <= (throughAll ? on.layout().slices() - 1 : on.slice()); n++) {
            slices.put(n, away);
        }
        return slices;
    }
}
