package diffusam.app;

import diffusam.volume.Window;

/** The usual CT windows, in the order of their number keys. */
enum WindowPreset {
    ABDOMEN(40, 400),
    LUNG(-600, 1500),
    BONE(400, 1800),
    BRAIN(40, 80),
    LIVER(60, 160);

    private final Window window;

    WindowPreset(double center, double width) {
        window = Window.ofCenterWidth(center, width);
    }

    Window window() {
        return window;
    }
}
