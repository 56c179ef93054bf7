package diffusam;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    @Test
    void linuxNamesItsDisplayInTheEnvironment() {
        assertTrue(Display.isPresent("Linux", Map.of("DISPLAY", ":0"), false));
        assertTrue(Display.isPresent("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), false));
        assertFalse(Display.isPresent("Linux", Map.of("DISPLAY", ""), false));
        assertFalse(Display.isPresent("Linux", Map.of("HOME", "/root"), false));
    }

    @Test
    void macAndWindowsHaveADisplay() {
        assertTrue(Display.isPresent("Mac OS X", Map.of(), false));
        assertTrue(Display.isPresent("Windows 11", Map.of(), false));
    }

    @Test
    void headlessOnRequestWinsEverywhere() {
        assertFalse(Display.isPresent("Linux", Map.of("DISPLAY", ":0"), true));
        assertFalse(Display.isPresent("Mac OS X", Map.of(), true));
    }
}
