package diffusam.viewer;

import diffusam.viewer.render.ConfidenceColors;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * A standing slider over the slices of a plane. It marks the slices a person labelled, shows the confidence of the others
 * as a coloured strip, and how far the slices are read.
 */
public final class SliceSlider extends Region {
    private static final double WIDTH = 22;
    private static final double STRIP_WIDTH = 7;
    private static final double MARK_HEIGHT = 3;
    private static final double THUMB_HEIGHT = 7;
    private static final String MARK = "slice-mark";
    private static final String ABSENT = "slice-mark-absent";

    private final IntConsumer onChosen;
    private final Region track = styled("slice-track");
    private final Region prepared = styled("slice-prepared");
    private final Region thumb = styled("slice-thumb");
    private final ImageView strip = new ImageView();
    private final Pane marks = new Pane();
    private int slices = 1;
    private int slice;
    private boolean lastOnTop;
    private int preparedSlices;
    private SortedSet<Integer> marked = new TreeSet<>();
    private SortedSet<Integer> absent = new TreeSet<>();
    private List<Mark> shown = List.of();
    private NavigableMap<Integer, Double> confidence = new TreeMap<>();

    /**
     * @param onChosen gets the slice that was chosen by mouse or key
     */
    public SliceSlider(IntConsumer onChosen) {
        this.onChosen = onChosen;
        getStyleClass().add("slice-slider");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        strip.setSmooth(false);
        marks.setMouseTransparent(true);
        getChildren().addAll(track, strip, prepared, marks, thumb);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::choose);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::choose);
        addEventHandler(KeyEvent.KEY_PRESSED, this::step);
    }

    /**
     * @param lastOnTop true if the slice with the highest number is at the upper end
     */
    public void setSlices(int slices, boolean lastOnTop) {
        this.slices = slices;
        this.lastOnTop = lastOnTop;
        setConfidence(new TreeMap<>());
        setMarked(new TreeSet<>(), new TreeSet<>());
        setPrepared(0);
    }

    public void setSlice(int slice) {
        if (this.slice != slice) {
            this.slice = slice;
            notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
            placeThumb();
        }
    }

    /**
     * Marks the slices that a person labelled.
     *
     * @param absent those among them on which the structure does not show
     */
    public void setMarked(SortedSet<Integer> marked, SortedSet<Integer> absent) {
        if (!this.marked.equals(marked) || !this.absent.equals(absent)) {
            this.marked = new TreeSet<>(marked);
            this.absent = new TreeSet<>(absent);
            requestLayout();
        }
    }

    /** Colours slices by how sure their masks are, in [0, 1]; slices without one stay uncoloured. */
    public void setConfidence(NavigableMap<Integer, Double> confidence) {
        if (this.confidence.equals(confidence)) {
            return;
        }
        this.confidence = new TreeMap<>(confidence);
        int[] colors = new int[slices];
        confidence.forEach((s, c) -> colors[lastOnTop ? slices - 1 - s : s] = ConfidenceColors.argb(c));
        strip.setImage(new WritableImage(
                new PixelBuffer<>(1, slices, IntBuffer.wrap(colors), PixelFormat.getIntArgbPreInstance())));
        requestLayout();
    }

    /** Shows that the slices before this number are read. */
    public void setPrepared(int slices) {
        if (preparedSlices != slices) {
            preparedSlices = slices;
            requestLayout();
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return WIDTH;
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight();
        double left = (getWidth() - STRIP_WIDTH) / 2;
        track.resizeRelocate(left, 0, STRIP_WIDTH, height);
        strip.setFitWidth(STRIP_WIDTH);
        strip.setFitHeight(height);
        strip.relocate(left, 0);
        double read = height * preparedSlices / slices;
        prepared.resizeRelocate(getWidth() - 3, lastOnTop ? height - read : 0, 2, read);
        marks.resizeRelocate(0, 0, getWidth(), height);
        placeMarks();
        placeThumb();
    }

    private void placeThumb() {
        thumb.resizeRelocate(0, Math.round(middle(slice) - THUMB_HEIGHT / 2), getWidth() - 2, THUMB_HEIGHT);
    }

    /** Marks of a kind that touch are one node: a thousand of them would be laid out and drawn with every picture. */
    private void placeMarks() {
        List<Mark> placed = new ArrayList<>();
        for (int number : marked) {
            double top = Math.round(middle(number) - MARK_HEIGHT / 2);
            Mark mark = new Mark(absent.contains(number) ? ABSENT : MARK, top, top + MARK_HEIGHT);
            if (!placed.isEmpty() && placed.getLast().touches(mark)) {
                placed.add(placed.removeLast().with(mark));
            } else {
                placed.add(mark);
            }
        }
        if (!placed.equals(shown)) {
            shown = placed;
            marks.getChildren()
                    .setAll(placed.stream().map(mark -> styled(mark.styleClass)).toList());
        }
        for (int n = 0; n < placed.size(); n++) {
            Mark mark = placed.get(n);
            marks.getChildren().get(n).resizeRelocate(2, mark.top, getWidth() - 6, mark.bottom - mark.top);
        }
    }

    /** One or more neighbouring slices, in pixels from the top. */
    private record Mark(String styleClass, double top, double bottom) {
        boolean touches(Mark other) {
            return styleClass.equals(other.styleClass) && other.top <= bottom && other.bottom >= top;
        }

        Mark with(Mark other) {
            return new Mark(styleClass, Math.min(top, other.top), Math.max(bottom, other.bottom));
        }
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> (double) slice;
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> slices - 1.0;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    private double middle(int number) {
        int fromTop = lastOnTop ? slices - 1 - number : number;
        return getHeight() * (fromTop + 0.5) / slices;
    }

    private void choose(MouseEvent e) {
        requestFocus();
        int fromTop = (int) Math.clamp(Math.floor(e.getY() / getHeight() * slices), 0, slices - 1);
        onChosen.accept(lastOnTop ? slices - 1 - fromTop : fromTop);
        e.consume();
    }

    private void step(KeyEvent e) {
        int down = lastOnTop ? -1 : 1;
        int target = switch (e.getCode()) {
            case DOWN -> slice + down;
            case UP -> slice - down;
            case HOME -> lastOnTop ? slices - 1 : 0;
            case END -> lastOnTop ? 0 : slices - 1;
            default -> -1;
        };
        if (target >= 0 && target < slices) {
            onChosen.accept(target);
            e.consume();
        }
    }

    private static Region styled(String styleClass) {
        Region region = new Region();
        region.getStyleClass().add(styleClass);
        region.setManaged(false);
        return region;
    }
}
