package diffusam.viewer;

import diffusam.viewer.render.PictureRenderer;
import diffusam.viewer.render.SlicePicture;
import diffusam.viewer.render.ViewTransform;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * Shows slices of one plane, drawn at the screen's own resolution. It keeps zoom and pan; everything else comes from outside
 * as snapshots, and the mouse goes to a {@link SliceInput}.
 */
public final class SliceView extends Region {
    private final SliceMarks marks = new SliceMarks();
    private final FocusFrame frame = new FocusFrame();
    private final Canvas<View> canvas;
    private @Nullable SlicePicture picture;
    private @Nullable ViewTransform transform;
    private Consumer<ViewTransform> onTransform = changed -> {};

    private record View(SlicePicture picture, ViewTransform device) {}

    /**
     * @param name of the view, for its thread and its id
     */
    public SliceView(String name, SliceInput input) {
        setId("view-" + name);
        getStyleClass().add("slice-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        PictureRenderer renderer = new PictureRenderer();
        canvas = new Canvas<>(name, (view, width, height, argb) -> renderer.render(view.picture, view.device, argb));
        marks.setManaged(false);
        getChildren().addAll(canvas, marks, frame);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        new SliceMouse(this, input);
    }

    /** Shows a picture; its slice may be of another size than the last one's. */
    public void show(SlicePicture picture) {
        this.picture = picture;
        ViewTransform t = transform;
        if (t == null || !t.slice().equals(picture.size())) {
            transform = null;
            fit();
        } else {
            repaint();
        }
    }

    /** Writes and draws what surrounds the picture. */
    public void annotate(SliceCaptions captions) {
        marks.setCaptions(captions);
    }

    /** Where the slice lies in the view; empty before the first picture. */
    public Optional<ViewTransform> transform() {
        return Optional.ofNullable(transform);
    }

    public void setTransform(ViewTransform transform) {
        this.transform = transform;
        marks.setView(transform);
        repaint();
        onTransform.accept(transform);
    }

    /** Tells of every zoom, pan and change of size from now on. */
    public void setOnTransform(Consumer<ViewTransform> listener) {
        onTransform = listener;
    }

    /** Shows the whole slice. */
    public void fit() {
        if (picture != null && getWidth() >= 1 && getHeight() >= 1) {
            setTransform(ViewTransform.fit(picture.size(), getWidth(), getHeight()));
        }
    }

    /** True if the newest picture that was asked for is the one on the screen. */
    public boolean isUpToDate() {
        return canvas.isUpToDate();
    }

    /** Ends the view's thread. */
    public void dispose() {
        canvas.dispose();
    }

    void showCursorAt(Optional<SlicePoint> point) {
        marks.setCursorAt(point);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        canvas.setFitWidth(width);
        canvas.setFitHeight(height);
        frame.resize(width, height);
        ViewTransform t = transform;
        if (t == null) {
            fit();
        } else if (width >= 1 && height >= 1 && (t.width() != width || t.height() != height)) {
            setTransform(t.resized(width, height));
        }
    }

    private void repaint() {
        if (picture != null && transform != null) {
            ViewTransform device = transform.onDevice(canvas.deviceScale());
            canvas.draw(new View(picture, device), device.width(), device.height());
        }
    }
}
