package diffusam.viewer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows an object by clicks and boxes and lets somebody else outline it. A click on what is outlined takes that place away,
 * any other click adds one; dragging draws a box. The outline becomes a stroke when the user asks for the end.
 */
public final class PromptTool implements Tool {
    /** A drag over fewer pixels of the slice is a click. */
    private static final double CLICK_PIXELS = 2;

    private final Paint paint;
    private final Outliner outliner;
    private final List<Click> clicks = new ArrayList<>();
    private @Nullable Box box;
    private @Nullable ToolSlice slice;
    private @Nullable SlicePoint pressed;
    private @Nullable SlicePoint corner;
    private BitSet outline = new BitSet();
    private int asked;

    public PromptTool(Paint paint, Outliner outliner) {
        this.paint = paint;
        this.outliner = outliner;
    }

    /** Finds what a user points at. */
    @FunctionalInterface
    public interface Outliner {
        /** Is asked anew after each click; {@code answer} takes the pixels, row by row, on the FX thread. */
        void ask(Question question, Answer answer);
    }

    /** Takes an outline. */
    @FunctionalInterface
    public interface Answer {
        void take(BitSet pixels);
    }

    /** Everything shown of the object so far. */
    public record Question(ToolSlice slice, List<Click> clicks, Optional<Box> box) {
        public Question {
            clicks = List.copyOf(clicks);
        }
    }

    /** A place on the object, or beside it. */
    public record Click(SlicePoint point, boolean inside) {}

    /** A box around the object, from its upper left corner to its lower right one. */
    public record Box(SlicePoint first, SlicePoint last) {
        static Box between(SlicePoint a, SlicePoint b) {
            return new Box(
                    new SlicePoint(Math.min(a.column(), b.column()), Math.min(a.row(), b.row())),
                    new SlicePoint(Math.max(a.column(), b.column()), Math.max(a.row(), b.row())));
        }

        List<SlicePoint> corners() {
            return List.of(
                    first,
                    new SlicePoint(last.column(), first.row()),
                    last,
                    new SlicePoint(first.column(), last.row()),
                    first);
        }
    }

    @Override
    public void press(ToolSlice slice, SlicePoint point) {
        this.slice = slice;
        pressed = point;
        corner = point;
    }

    @Override
    public void drag(SlicePoint point) {
        corner = point;
    }

    @Override
    public Optional<Stroke> release(SlicePoint point) {
        SlicePoint from = pressed;
        ToolSlice on = slice;
        pressed = null;
        if (from == null || on == null) {
            return Optional.empty();
        }
        if (isBox(from, point)) {
            box = Box.between(from, point);
        } else {
            clicks.add(new Click(point, !isOutlined(on, point)));
        }
        int question = ++asked;
        outliner.ask(new Question(on, clicks, Optional.ofNullable(box)), pixels -> {
            if (question == asked) {
                outline = (BitSet) pixels.clone();
            }
        });
        return Optional.empty();
    }

    private static boolean isBox(SlicePoint a, SlicePoint b) {
        return Math.abs(a.column() - b.column()) > CLICK_PIXELS && Math.abs(a.row() - b.row()) > CLICK_PIXELS;
    }

    private boolean isOutlined(ToolSlice on, SlicePoint point) {
        int column = (int) Math.rint(point.column());
        int row = (int) Math.rint(point.row());
        return on.contains(column, row) && outline.get(row * on.layout().columns() + column);
    }

    /** While there is no outline, as when the answer is still to come, the gesture goes on. */
    @Override
    public Optional<Stroke> finish() {
        Optional<Stroke> stroke = draft();
        if (stroke.isEmpty()) {
            return stroke;
        }
        clicks.clear();
        box = null;
        outline = new BitSet();
        asked++; // an answer that is still to come is for what has ended
        return stroke;
    }

    @Override
    public boolean goesOn() {
        return pressed != null || !clicks.isEmpty() || box != null;
    }

    @Override
    public Optional<Stroke> draft() {
        ToolSlice on = slice;
        return on == null || outline.isEmpty()
                ? Optional.empty()
                : Optional.of(Stroke.onSlice(on.layout(), on.slice(), outline, paint));
    }

    @Override
    public List<SlicePoint> line() {
        if (pressed != null && corner != null && isBox(pressed, corner)) {
            return Box.between(pressed, corner).corners();
        }
        return box == null ? List.of() : box.corners();
    }
}
