package diffusam.app;

import com.sun.glass.ui.Application;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hears of files that macOS opens in the program, by an event instead of an argument: at its start and while it runs. JavaFX
 * has no public way to it, so this goes to the window layer beneath, and leaves JavaFX the events that it hears itself.
 * FX thread only.
 */
final class OpenedFiles extends Application.EventHandler {
    private final Application.EventHandler before;
    private final List<Path> first = new ArrayList<>();
    private Consumer<List<Path>> onOpened = first::addAll;

    private OpenedFiles(Application.EventHandler before) {
        this.before = before;
    }

    /** Whether files come as events here, and not as arguments. */
    static boolean areEvents() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /**
     * Passes on what is opened from now on.
     *
     * @return what the program was started with
     */
    static List<Path> follow(Consumer<List<Path>> onOpened) {
        Application windows = Application.GetApplication();
        OpenedFiles files = new OpenedFiles(windows.getEventHandler());
        windows.setEventHandler(files); // which passes on at once what came before
        files.onOpened = onOpened;
        return List.copyOf(files.first);
    }

    @Override
    public void handleOpenFilesAction(Application windows, long time, String[] files) {
        List<Path> paths = Arrays.stream(files).map(Path::of).toList();
        if (!paths.isEmpty()) {
            onOpened.accept(paths);
        }
    }

    @Override
    public void handleQuitAction(Application windows, long time) {
        before.handleQuitAction(windows, time);
    }

    @Override
    public void handlePreferencesChanged(Map<String, Object> preferences) {
        before.handlePreferencesChanged(preferences);
    }
}
