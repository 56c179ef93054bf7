package diffusam.viewer;

import diffusam.viewer.SlicePainter.Frame;
import diffusam.viewer.render.SlicePicture;
import diffusam.viewer.render.ViewTransform;
import java.nio.IntBuffer;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * Shows slices of one plane, drawn at the screen's own resolution. It keeps zoom and pan; everything else comes from outside
 * as snapshots, and the mouse goes to a {@link SliceInput}.
 */
public final class SliceView extends Region {
    private final ImageView image = new ImageView();
    private final SliceMarks marks = new SliceMarks();
    private final SlicePainter painter;
    private @Nullable SlicePicture picture;
    private @Nullable ViewTransform transform;
    private @Nullable PixelBuffer<IntBuffer> pixels;
    private long requested;
    private long shown;

    /**
     * @param name of the view, for its thread and its id
     */
    public SliceView(String name, SliceInput input) {
        setId("view-" + name);
        getStyleClass().add("slice-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        image.setManaged(false);
        marks.setManaged(false);
        getChildren().addAll(image, marks);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        painter = new SlicePainter(name, this::accept);
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
    }

    /** Shows the whole slice. */
    public void fit() {
        if (picture != null && getWidth() >= 1 && getHeight() >= 1) {
            setTransform(ViewTransform.fit(picture.size(), getWidth(), getHeight()));
        }
    }

    /** True if the newest picture that was asked for is the one on the screen. */
    public boolean isUpToDate() {
        return shown == requested && requested > 0;
    }

    /** Ends the view's thread. */
    public void dispose() {
        painter.close();
    }

    void showCursorAt(Optional<SlicePoint> point) {
        marks.setCursorAt(point);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        image.setFitWidth(width);
        image.setFitHeight(height);
        ViewTransform t = transform;
        if (t == null) {
            fit();
        } else if (width >= 1 && height >= 1 && (t.width() != width || t.height() != height)) {
            setTransform(t.resized(width, height));
        }
    }

    private void repaint() {
        if (picture != null && transform != null) {
            painter.request(++requested, picture, transform.onDevice(deviceScale()));
        }
    }

    private double deviceScale() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
    }

    private void accept(Frame frame) {
        PixelBuffer<IntBuffer> buffer = pixels;
        if (buffer == null || buffer.getWidth() != frame.width() || buffer.getHeight() != frame.height()) {
            buffer = new PixelBuffer<>(
                    frame.width(),
                    frame.height(),
                    IntBuffer.allocate(frame.width() * frame.height()),
                    PixelFormat.getIntArgbPreInstance());
            pixels = buffer;
            image.setImage(new WritableImage(buffer));
        }
        buffer.updateBuffer(b -> {
            b.getBuffer().put(0, frame.argb(), 0, frame.width() * frame.height());
            return null;
        });
        shown = frame.number();
    }
}
