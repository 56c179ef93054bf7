package diffusam.app;

import diffusam.settings.Settings.Frame;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The size of the window: as it was left, or a good part of the screen, and never larger than the screen. */
final class WindowFrame {
    private static final double PART_OF_SCREEN = 0.85;
    private static final double LEAST_WIDTH = 1280;
    private static final double LEAST_HEIGHT = 760;

    private final Stage stage;
    private final ObjectProperty<Frame> frame;

    /**
     * @param frame as it was left; kept up to date
     */
    WindowFrame(Stage stage, ObjectProperty<Frame> frame) {
        this.stage = stage;
        this.frame = frame;
    }

    /** Puts the content into the stage. */
    void show(MainWindow window) {
        Frame left = frame.get().width() > 0 ? frame.get() : partOfScreen();
        stage.setScene(window.scene(left.width(), left.height()));
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setMaximized(left.maximized() || left.width() > screen.getWidth() || left.height() > screen.getHeight());
        stage.getScene().widthProperty().subscribe(this::keep);
        stage.getScene().heightProperty().subscribe(this::keep);
        stage.maximizedProperty().subscribe(this::keep);
    }

    private static Frame partOfScreen() {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double width = PART_OF_SCREEN * screen.getWidth();
        double height = PART_OF_SCREEN * screen.getHeight();
        return new Frame(
                Math.max(LEAST_WIDTH, width),
                Math.max(LEAST_HEIGHT, height),
                width < LEAST_WIDTH || height < LEAST_HEIGHT);
    }

    /** A maximised window keeps the size that it goes back to. */
    private void keep() {
        if (!stage.isShowing()) {
            return;
        }
        Frame before = frame.get();
        boolean maximized = stage.isMaximized();
        frame.set(
                maximized
                        ? new Frame(before.width(), before.height(), true)
                        : new Frame(
                                stage.getScene().getWidth(), stage.getScene().getHeight(), false));
    }
}
