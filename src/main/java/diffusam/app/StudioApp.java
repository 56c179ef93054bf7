package diffusam.app;

import diffusam.engine.Compute;
import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FoundationEngine;
import diffusam.foundation.FoundationProvider;
import diffusam.foundation.ModelCatalog;
import diffusam.jobs.Watchdog;
import diffusam.secrets.SystemSecrets;
import diffusam.settings.Settings;
import diffusam.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** Starts the toolkit and the Studio. */
public final class StudioApp extends Application {
    private static final String WATCHDOG = "diffusam.watchdog";
    private static final long LIMIT_MS = 8;
    private static final List<Integer> ICON_SIDES = List.of(16, 32, 48, 128);

    private final SettingsFile file = SettingsFile.ofUser();
    private SettingsFile.Loaded loaded = new SettingsFile.Loaded(Settings.DEFAULT, true);
    private Optional<Watchdog> watchdog = Optional.empty();
    private volatile Consumer<String> onFault = reason -> {};
    private final SettingsKeeper keeper = new SettingsKeeper(file, reason -> onFault.accept(reason));

    /**
     * Opens the window and returns when it is closed.
     *
     * @param arguments a file or folder of the user's; or the study to begin with, and labels for it; or nothing
     */
    public static void launch(List<String> arguments) {
        Application.launch(StudioApp.class, arguments.toArray(String[]::new));
    }

    @Override
    public void init() {
        loaded = file.load();
    }

    @Override
    public void start(Stage stage) {
        watchdog = watchdog();
        Settings settings = loaded.settings();
        Texts texts = Texts.chosen(settings.language());
        Locale.setDefault(texts.locale()); // the toolkit's own buttons speak it too
        Preferences preferences = new Preferences(settings, keeper);
        ICON_SIDES.forEach(side -> stage.getIcons().add(icon(side)));
        Studio studio = Studio.open(
                stage,
                new Surroundings(
                        new KeptStudies(new DiskFiles(texts)),
                        StudioApp::openEngine,
                        new FilePrompts(stage, texts, preferences.folder),
                        SystemSecrets::find,
                        texts,
                        preferences));
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> Platform.runLater(() -> studio.fault(fault)));
        onFault = reason -> Platform.runLater(
                () -> studio.model().notices().warn(texts.of("notice.settingsNotKept", texts.sentence(reason))));
        if (!loaded.readable()) {
            studio.model().notices().warn(texts.of("notice.settingsUnreadable", file.aside()));
        }
        begin(studio, getParameters().getRaw().stream().map(Path::of).toList());
    }

    /** With what the user opened, or else with the sample study and its labels, if there are any. */
    private static void begin(Studio studio, List<Path> arguments) {
        List<Path> opened = OpenedFiles.areEvents() ? OpenedFiles.follow(studio::find) : List.of();
        if (!opened.isEmpty()) {
            studio.find(opened);
        } else if (arguments.size() == 1) {
            studio.find(arguments);
        } else if (!arguments.isEmpty()) {
            studio.beginWith(arguments.getFirst(), Optional.of(arguments.get(1)));
        }
    }

    /** In development: says on standard error what held the window up, and how long. */
    private static Optional<Watchdog> watchdog() {
        return Optional.ofNullable(System.getProperty(WATCHDOG))
                .map(limit -> new Watchdog(
                        Platform::runLater,
                        Duration.ofMillis(limit.isEmpty() ? LIMIT_MS : Long.parseLong(limit)),
                        hold -> System.err.println("The window was held up for "
                                + hold.time().toMillis() + " ms by " + hold.place("diffusam"))));
    }

    @Override
    public void stop() {
        watchdog.ifPresent(Watchdog::close);
        keeper.close();
    }

    /** Drawn by the installers' icon program, like those of the packages. */
    private static Image icon(int side) {
        String file = "icon-" + side + ".png";
        return new Image(
                Objects.requireNonNull(StudioApp.class.getResource(file)).toExternalForm());
    }

    private static FewShotEngine openEngine(String model) throws IOException {
        Compute.besideAWindow();
        FoundationProvider provider = ModelCatalog.ofUser()
                .find(model)
                .orElseThrow(() -> new IOException("The model " + model + " is not installed"));
        return FoundationEngine.open(provider, DeviceChoice.AUTO);
    }
}
