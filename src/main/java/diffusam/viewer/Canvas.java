package diffusam.viewer;

import diffusam.viewer.Painter.Drawing;
import diffusam.viewer.Painter.Frame;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import javafx.css.PseudoClass;
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
    /** The one that is seen, and the one before, which the window may still be reading. */
    private static final int MOST_IN_USE = 2;

    /** Of the parent: the picture covers it. */
    private static final PseudoClass DRAWN = PseudoClass.getPseudoClass("drawn");

    private final Painter<T> painter;
    private final Map<int[], Screen> screens = new IdentityHashMap<>();
    private final Deque<Screen> inUse = new ArrayDeque<>();
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

    private int @Nullable [] accept(Frame frame) {
        Screen screen = screens.computeIfAbsent(frame.argb(), argb -> new Screen(frame));
        inUse.addLast(screen);
        screen.pixels.updateBuffer(all -> null);
        setImage(screen.image);
        getParent().pseudoClassStateChanged(DRAWN, true);
        shown = frame.number();
        if (inUse.size() <= MOST_IN_USE) {
            return null;
        }
        Screen free = inUse.removeFirst();
        screens.values().removeIf(s -> !s.isLike(frame) && !inUse.contains(s));
        return free.argb;
    }

    /** Pixels that are drawn into elsewhere and shown from where they are. */
    private static final class Screen {
        private final int[] argb;
        private final PixelBuffer<IntBuffer> pixels;
        private final WritableImage image;

        Screen(Frame frame) {
            argb = frame.argb();
            pixels = new PixelBuffer<>(
                    frame.width(), frame.height(), IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
            image = new WritableImage(pixels);
        }

        boolean isLike(Frame frame) {
            return pixels.getWidth() == frame.width() && pixels.getHeight() == frame.height();
        }
    }
}
