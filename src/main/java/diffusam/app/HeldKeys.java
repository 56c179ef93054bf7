package diffusam.app;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Keys that act while they are held, and keys that must not act while somebody types. */
final class HeldKeys {
    private final Scene scene;
    private final Display display;

    HeldKeys(Scene scene, Display display) {
        this.scene = scene;
        this.display = display;
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        scene.addEventFilter(KeyEvent.KEY_RELEASED, this::released);
        scene.windowProperty().subscribe(window -> {
            if (window != null) {
                window.focusedProperty().subscribe(() -> display.masksHidden.set(false));
            }
        });
    }

    private void pressed(KeyEvent e) {
        Node focused = scene.getFocusOwner();
        if (focused instanceof TextInputControl) {
            if (isCharacter(e)) {
                e.consume();
            }
        } else if (e.getCode() == KeyCode.SPACE
                && !(focused instanceof ButtonBase || focused instanceof ComboBoxBase)) {
            display.masksHidden.set(true);
            e.consume();
        }
    }

    private void released(KeyEvent e) {
        if (e.getCode() == KeyCode.SPACE && display.masksHidden.get()) {
            display.masksHidden.set(false);
            e.consume();
        }
    }

    /** Such a press is typed into the field by the event that follows it, and must trigger no command. */
    private static boolean isCharacter(KeyEvent e) {
        return !e.isShortcutDown()
                && !e.isAltDown()
                && !e.getText().isEmpty()
                && !Character.isISOControl(e.getText().charAt(0));
    }
}
