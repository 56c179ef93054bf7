package diffusam.viewer;

import diffusam.viewer.Painter.Drawing;
import diffusam.viewer.Painter.Frame;
import java.nio.IntBuffer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/**
 * A rectangle of the window that is drawn on a thread of its own, at the screen's own resolution. FX thread only.
 *
 * @param <T> what a picture is made of: a snapshot
 */
final class Canvas<T> extends ImageView {
    private final Painter<T> painter;
    private @Nullable PixelBuffer<IntBuffer> pixels;
    private long requested;
    private long shown;

    Canvas(String name, Drawing<T> drawing) {
        painter = new Painter<>(name, drawing, this::accept);
        setManaged(false);
    }

    /** Asks for a picture of a size in device pixels. */
    void draw(T picture, double width, double height) {
        painter.request(++requested, picture, width, height);
    }

    /** Device pixels a pixel. */
    double deviceScale() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
    }

    /** True if the newest picture that was asked for is the one on the screen. */
    boolean isUpToDate() {
        return shown == requested && requested > 0;
    }

    /** Ends the canvas's thread. */
    void dispose() {
        painter.close();
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
            setImage(new WritableImage(buffer));
        }
        buffer.updateBuffer(b -> {
            b.getBuffer().put(0, frame.argb(), 0, frame.width() * frame.height());
            return null;
        });
        shown = frame.number();
    }
}
