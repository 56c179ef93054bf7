package diffusam;

import diffusam.app.StudioApp;
import java.util.List;

/**
 * Entry point of the window's own launcher, to which a desktop passes what the user opens: an image file or a folder, and
 * labels for it. Without arguments it is {@link Main}.
 */
public final class StudioMain {
    private static final int FAILED = 1;

    private StudioMain() {}

    public static void main(String[] files) {
        if (files.length == 0) {
            Main.main(files);
        } else if (Display.isPresent()) {
            open(List.of(files));
        } else {
            refuse("there is no display to open a window on");
        }
    }

    private static void open(List<String> files) {
        try {
            StudioApp.launch(files);
        } catch (UnsupportedOperationException e) { // a display is named, but nothing answers there
            refuse("no window could be opened (" + e.getMessage() + ")");
        }
    }

    private static void refuse(String reason) {
        System.err.println("diffusam-studio: " + reason + "; use 'diffusam segment' without one");
        System.exit(FAILED);
    }
}
