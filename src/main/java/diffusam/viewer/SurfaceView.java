package diffusam.viewer;

import diffusam.viewer.render.Orbit;
import diffusam.viewer.render.SurfacePicture;
import diffusam.viewer.render.SurfaceRenderer;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Shows surfaces: dragging turns them, the wheel zooms, the middle or right button pans. It keeps from where they are looked
 * at; what is shown comes from outside as snapshots.
 */
public final class SurfaceView extends Region {
    private static final double DEGREES_A_PIXEL = 0.5;
    private static final double ZOOM_A_NOTCH = 1.15;
    private static final double PIXELS_A_NOTCH = 40;
    private static final double MARGIN = 8;

    private final Runnable onMaximise;
    private final Canvas<SurfacePicture> canvas;
    private final Label title = caption("slice-caption");
    private final Label hint = caption("surface-hint");
    private final List<Label> letters =
            List.of(caption("orientation"), caption("orientation"), caption("orientation"), caption("orientation"));
    private final FocusFrame frame = new FocusFrame();
    private @Nullable SurfacePicture picture;
    private Orbit orbit = Orbit.FROM_THE_FRONT;
    private double lastX;
    private double lastY;

    /**
     * @param onMaximise called on a double click
     */
    public SurfaceView(Runnable onMaximise) {
        this.onMaximise = onMaximise;
        setId("view-surface");
        getStyleClass().add("surface-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        SurfaceRenderer renderer = new SurfaceRenderer();
        canvas = new Canvas<>("surface", renderer::render);
        hint.setWrapText(true);
        getChildren().addAll(canvas, title, hint);
        getChildren().addAll(letters);
        getChildren().add(frame);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    }

    /**
     * Shows surfaces from where the last ones were looked at.
     *
     * @param hint written in the middle, if there is nothing to see
     */
    public void show(SurfacePicture surfaces, String title, String hint) {
        picture = surfaces;
        write(this.title, title);
        write(this.hint, hint);
        repaint();
    }

    /** Looks from the front again. */
    public void reset() {
        orbit = Orbit.FROM_THE_FRONT;
        repaint();
    }

    /** True if the newest picture that was asked for is the one on the screen. */
    public boolean isUpToDate() {
        return canvas.isUpToDate();
    }

    /** Ends the view's thread. */
    public void dispose() {
        canvas.dispose();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (canvas.getFitWidth() != width || canvas.getFitHeight() != height) {
            canvas.setFitWidth(width);
            canvas.setFitHeight(height);
            repaint();
        }
        frame.resize(width, height);
        place(title, MARGIN, MARGIN, 0, 0);
        place(letters.get(0), MARGIN, height / 2, 0, 0.5);
        place(letters.get(1), width - MARGIN, height / 2, 1, 0.5);
        place(letters.get(2), width / 2, MARGIN, 0.5, 0);
        place(letters.get(3), width / 2, height - MARGIN, 0.5, 1);
        double hintWidth = Math.min(width - 80, 320);
        double hintHeight = hint.prefHeight(hintWidth);
        hint.resizeRelocate((width - hintWidth) / 2, (height - hintHeight) / 2, hintWidth, hintHeight);
    }

    private void repaint() {
        SurfacePicture p = picture;
        if (p == null || getWidth() < 1 || getHeight() < 1) {
            return;
        }
        double scale = canvas.deviceScale();
        canvas.draw(
                new SurfacePicture(p.surfaces(), p.outlines(), p.centre(), p.radiusMm(), orbit),
                getWidth() * scale,
                getHeight() * scale);
        Orientation edges = Orientation.of(orbit.right(), orbit.down());
        write(letters.get(0), edges.left());
        write(letters.get(1), edges.right());
        write(letters.get(2), edges.top());
        write(letters.get(3), edges.bottom());
    }

    /** Layout is asked for only by what needs it: it concerns the window as a whole. */
    private void write(Label caption, String text) {
        if (!caption.getText().equals(text)) {
            caption.setText(text);
            requestLayout();
        }
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        lastX = e.getX();
        lastY = e.getY();
        if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
            onMaximise.run();
        }
        e.consume();
    }

    private void dragged(MouseEvent e) {
        double dx = e.getX() - lastX;
        double dy = e.getY() - lastY;
        lastX = e.getX();
        lastY = e.getY();
        orbit = e.isPrimaryButtonDown()
                ? orbit.turned(dx * DEGREES_A_PIXEL, dy * DEGREES_A_PIXEL)
                : orbit.panned(dx / getHeight(), dy / getHeight());
        repaint();
        e.consume();
    }

    private void scrolled(ScrollEvent e) {
        orbit = orbit.zoomed(Math.pow(ZOOM_A_NOTCH, e.getDeltaY() / PIXELS_A_NOTCH));
        repaint();
        e.consume();
    }

    /** Puts a caption so that the given part of it (0 to 1 across and down) lies at a point. */
    private static void place(Label label, double x, double y, double across, double down) {
        double width = label.prefWidth(USE_COMPUTED_SIZE);
        double height = label.prefHeight(USE_COMPUTED_SIZE);
        label.resizeRelocate(Math.round(x - across * width), Math.round(y - down * height), width, height);
    }

    private static Label caption(String styleClass) {
        Label label = new Label();
        label.setManaged(false);
        label.setMouseTransparent(true);
        label.setCache(true); // its shadow is slow to draw
        label.getStyleClass().add(styleClass);
        return label;
    }
}
