package diffusam.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableMap;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** Which keys trigger which command: those by default, unless the user chose others. FX thread only. */
final class Keys {
    private final ObservableMap<String, String> chosen;
    private final Map<String, Binding> bindings = new LinkedHashMap<>();

    /**
     * @param chosen keys that differ from the defaults, by the command's id, empty for none; kept up to date
     */
    Keys(ObservableMap<String, String> chosen) {
        this.chosen = chosen;
    }

    private record Binding(
            Optional<KeyCombination> byDefault, ReadOnlyObjectWrapper<@Nullable KeyCombination> current) {}

    /** The keys of a command, now and later; {@code null} in the property means none. */
    ReadOnlyObjectProperty<@Nullable KeyCombination> of(String command, @Nullable String byDefault) {
        Optional<KeyCombination> defaultKeys = Optional.ofNullable(byDefault).map(KeyCombination::valueOf);
        KeyCombination first = Optional.ofNullable(chosen.get(command))
                .map(Keys::parsed)
                .orElse(defaultKeys)
                .orElse(null);
        Binding binding = new Binding(defaultKeys, new ReadOnlyObjectWrapper<>(first));
        bindings.put(command, binding);
        return binding.current.getReadOnlyProperty();
    }

    boolean isChanged(String command) {
        return chosen.containsKey(command);
    }

    /** The command that the keys trigger, if it is not {@code except}. */
    Optional<String> holder(KeyCombination keys, String except) {
        return bindings.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(except))
                .filter(entry -> keys.equals(entry.getValue().current.get()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Gives a command keys and takes them from whatever command had them. */
    void choose(String command, Optional<KeyCombination> keys) {
        keys.flatMap(taken -> holder(taken, command)).ifPresent(other -> set(other, Optional.empty()));
        set(command, keys);
    }

    /** Gives a command its first keys back, and takes them from whatever command has them now. */
    void reset(String command) {
        choose(command, binding(command).byDefault);
    }

    void resetAll() {
        chosen.clear();
        bindings.values().forEach(binding -> binding.current.set(binding.byDefault.orElse(null)));
    }

    /** The keys of an event; empty while only modifiers are down, and for keys that act while they are held. */
    static Optional<KeyCombination> pressed(KeyEvent e) {
        KeyCode code = e.getCode();
        boolean alone = !e.isShortcutDown() && !e.isAltDown();
        if (code.isModifierKey()
                || code == KeyCode.UNDEFINED
                || alone && (code == KeyCode.SPACE || code.isArrowKey() || code == KeyCode.ENTER)) {
            return Optional.empty();
        }
        return Optional.of(new KeyCodeCombination(
                code,
                down(e.isShiftDown()),
                ModifierValue.UP,
                down(e.isAltDown()),
                ModifierValue.UP,
                down(e.isShortcutDown())));
    }

    private void set(String command, Optional<KeyCombination> keys) {
        Binding binding = binding(command);
        binding.current.set(keys.orElse(null));
        if (keys.equals(binding.byDefault)) {
            chosen.remove(command);
        } else {
            chosen.put(command, keys.map(KeyCombination::getName).orElse(""));
        }
    }

    private Binding binding(String command) {
        Binding binding = bindings.get(command);
        if (binding == null) {
            throw new IllegalArgumentException("no command " + command);
        }
        return binding;
    }

    /** Empty for no keys, and {@code null} for what is no name of keys. */
    private static @Nullable Optional<KeyCombination> parsed(String name) {
        try {
            if (name.isEmpty()) {
                return Optional.empty();
            }
            KeyCombination keys = KeyCombination.valueOf(name);
            return keys instanceof KeyCodeCombination ? Optional.of(keys) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ModifierValue down(boolean down) {
        return down ? ModifierValue.DOWN : ModifierValue.UP;
    }
}
