package diffusam.app;

import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something the user can do; menu, toolbar, keys and the shortcut page are all made from these.
 *
 * @param id also the key of its text
 * @param keys that trigger it, {@code null} for none
 * @param icon name of an Ikonli icon, empty for none
 * @param enabled whether it can be done now
 * @param selected for commands that switch something on and off: whether it is on; {@code null} for others
 */
record Command(
        String id,
        String text,
        @Nullable KeyCombination keys,
        String icon,
        Runnable action,
        ObservableBooleanValue enabled,
        @Nullable ObservableBooleanValue selected) {
    Optional<KeyCombination> shortcut() {
        return Optional.ofNullable(keys);
    }

    void run() {
        if (enabled.get()) {
            action.run();
        }
    }
}
