package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class KeysTest {
    private final ObservableMap<String, String> chosen = FXCollections.observableHashMap();

    @Test
    void keysAreTheDefaultOnesUnlessOthersWereChosen() {
        chosen.putAll(Map.of("brush", "Shortcut+P", "eraser", "", "fill", "no such keys"));
        Keys keys = new Keys(chosen);
        assertEquals(keys("Shortcut+P"), keys.of("brush", "B").get());
        assertNull(keys.of("eraser", "E").get());
        assertEquals(keys("G"), keys.of("fill", "G").get(), "what cannot be read counts as not chosen");
        assertNull(keys.of("about", null).get());
    }

    @Test
    void keysAreTakenFromTheCommandThatHadThem() {
        Keys keys = new Keys(chosen);
        var brush = keys.of("brush", "B");
        var eraser = keys.of("eraser", "E");
        assertEquals(Optional.of("eraser"), keys.holder(keys("E"), "brush"));
        assertEquals(Optional.empty(), keys.holder(keys("B"), "brush"));
        keys.choose("brush", Optional.of(keys("E")));
        assertEquals(keys("E"), brush.get());
        assertNull(eraser.get());
        assertEquals(Map.of("brush", "E", "eraser", ""), chosen);
    }

    @Test
    void resettingGivesTheFirstKeysBack() {
        Keys keys = new Keys(chosen);
        ReadOnlyObjectProperty<KeyCombination> brush = keys.of("brush", "B");
        keys.of("eraser", "E");
        keys.choose("brush", Optional.of(keys("E")));
        assertTrue(keys.isChanged("brush"));
        keys.reset("eraser");
        assertNull(brush.get(), "the eraser has its E back");
        keys.resetAll();
        assertEquals(keys("B"), brush.get());
        assertFalse(keys.isChanged("brush"));
        assertEquals(Map.of(), chosen);
    }

    @Test
    void anEventIsKnownByItsKeyAndModifiers() {
        assertEquals(Optional.of(keys("Shortcut+Shift+S")), Keys.pressed(event(KeyCode.S, true, true)));
        assertEquals(Optional.of(keys("Open Bracket")), Keys.pressed(event(KeyCode.OPEN_BRACKET, false, false)));
        assertEquals(Optional.empty(), Keys.pressed(event(KeyCode.CONTROL, false, true)));
        assertEquals(Optional.empty(), Keys.pressed(event(KeyCode.SPACE, false, false)), "held to hide labels");
    }

    private static KeyEvent event(KeyCode code, boolean shift, boolean control) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false);
    }

    private static KeyCombination keys(String name) {
        return KeyCombination.valueOf(name);
    }
}
