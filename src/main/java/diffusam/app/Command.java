package diffusam.app;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something the user can do; menu, toolbar, keys and the shortcut page are all made from these.
 *
 * @param id also the key of its text
 * @param keys that trigger it, {@code null} in it for none; the user may change them
 * @param icon name of an Ikonli icon, empty for none
 * @param enabled whether it can be done now
 * @param selected for commands that switch something on and off: whether it is on; {@code null} for others
 */
record Command(
        String id,
        String text,
        ObservableValue<@Nullable KeyCombination> keys,
        String icon,
        Runnable action,
        ObservableBooleanValue enabled,
        @Nullable ObservableBooleanValue selected) {
    /** The keys as the user reads them; empty for none. */
    String keysText() {
        KeyCombination now = keys.getValue();
        return now == null ? "" : now.getDisplayText();
    }

    void run() {
        if (enabled.get()) {
            action.run();
        }
    }
}
