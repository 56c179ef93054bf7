package diffusam;

import java.util.Locale;
import java.util.Map;

/** Whether there is a screen to open a window on. */
final class Display {
    private Display() {}

    static boolean isPresent() {
        return isPresent(System.getProperty("os.name", ""), System.getenv(), Boolean.getBoolean("java.awt.headless"));
    }

    /**
     * Linux and its kin say where their display is; macOS and Windows have one.
     *
     * @param headless true if the user forbade windows
     */
    static boolean isPresent(String system, Map<String, String> environment, boolean headless) {
        String name = system.toLowerCase(Locale.ROOT);
        boolean always = name.startsWith("windows") || name.startsWith("mac");
        return !headless
                && (always
                        || !environment.getOrDefault("DISPLAY", "").isBlank()
                        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank());
    }
}
