package diffusam.viewer;

import diffusam.viewer.render.ViewTransform;
import java.util.Optional;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/**
 * Mouse and wheel to gestures: wheel = slices, ctrl-wheel or pinch = zoom at the cursor, right button = window, middle
 * button = pan, primary button = tool.
 */
final class SliceMouse {
    private static final double ZOOM_A_NOTCH = 1.15;
    private static final double PIXELS_A_NOTCH = 40;

    private final SliceView view;
    private final SliceInput input;
    private double lastX;
    private double lastY;
    private double pendingScroll;
    private boolean gesture;

    SliceMouse(SliceView view, SliceInput input) {
        this.view = view;
        this.input = input;
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        view.addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(e.getX(), e.getY()));
        view.addEventHandler(MouseEvent.MOUSE_EXITED, e -> {
            view.showCursorAt(Optional.empty());
            input.hovered(Optional.empty());
        });
        view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        view.addEventHandler(ZoomEvent.ZOOM, e -> zoom(e.getX(), e.getY(), e.getZoomFactor()));
    }

    private void pressed(MouseEvent e) {
        view.requestFocus();
        lastX = e.getX();
        lastY = e.getY();
        if (e.getButton() == MouseButton.PRIMARY) {
            gesture = true;
            point(e.getX(), e.getY()).ifPresent(p -> {
                if (e.getClickCount() == 2) {
                    input.doubleClicked(p);
                } else {
                    input.pressed(p, e.isShiftDown());
                }
            });
        }
        e.consume();
    }

    private void dragged(MouseEvent e) {
        double dx = e.getX() - lastX;
        double dy = e.getY() - lastY;
        lastX = e.getX();
        lastY = e.getY();
        if (e.isSecondaryButtonDown()) {
            input.windowDragged(dx, dy);
        } else if (e.isMiddleButtonDown()) {
            view.transform().ifPresent(t -> view.setTransform(t.panned(dx, dy)));
        } else if (gesture) {
            point(e.getX(), e.getY()).ifPresent(input::dragged);
        }
        hover(e.getX(), e.getY());
        e.consume();
    }

    private void released(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && gesture) {
            gesture = false;
            point(e.getX(), e.getY()).ifPresent(input::released);
        }
        e.consume();
    }

    private void hover(double x, double y) {
        Optional<SlicePoint> point = point(x, y);
        view.showCursorAt(point);
        input.hovered(point);
    }

    private void scrolled(ScrollEvent e) {
        if (e.isControlDown()) {
            zoom(e.getX(), e.getY(), Math.pow(ZOOM_A_NOTCH, e.getDeltaY() / PIXELS_A_NOTCH));
        } else {
            double delta = e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY(); // shift turns the wheel sideways
            pendingScroll += delta / PIXELS_A_NOTCH;
            int notches = (int) pendingScroll;
            pendingScroll -= notches;
            if (notches != 0) {
                input.scrolled(notches);
            }
        }
        e.consume();
    }

    private void zoom(double x, double y, double factor) {
        view.transform().ifPresent(t -> view.setTransform(t.zoomedAt(x, y, factor)));
    }

    private Optional<SlicePoint> point(double x, double y) {
        Optional<ViewTransform> transform = view.transform();
        return transform.map(t -> new SlicePoint(t.column(x), t.row(y)));
    }
}
