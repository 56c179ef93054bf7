package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.Images;
import diffusam.settings.Settings;
import diffusam.viewer.SliceView;
import diffusam.viewer.render.ViewTransform;
import diffusam.volume.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A Studio of its own for each test, in a window without a screen, with a quick engine, and what a person does in it.
 * Registered as an extension it opens before the test's own preparations and closes after its own tidying up.
 */
final class StudioWindow implements BeforeEachCallback, AfterEachCallback {
    final FxRobot robot = new FxRobot();
    final NearestSeedEngine engine = new NearestSeedEngine();
    final SilentPrompts prompts = new SilentPrompts();
    final Preferences preferences = new Preferences(Settings.DEFAULT, settings -> {});

    private final Locale language;
    private final Locale languageBefore = Locale.getDefault();
    private final Map<String, Optional<String>> propertiesBefore = new HashMap<>();
    private @Nullable Path folder;
    private @Nullable Studio studio;
    private @Nullable Stage stage;

    /**
     * @param greeted false for the first start, at which the research notice is shown
     */
    StudioWindow(Locale language, boolean greeted) {
        this.language = language;
        preferences.greeted.set(greeted);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Locale.setDefault(language);
        folder = Files.createTempDirectory("studio");
        set("diffusam.work", folder.resolve("work"));
        set("diffusam.models", folder.resolve("models"));
        stage = FxToolkit.registerPrimaryStage();
        Texts texts = Texts.in(language);
        FxToolkit.setupFixture(() -> studio = Studio.open(
                stage(),
                new Surroundings(new DiskFiles(texts), model -> engine, prompts, Optional::empty, texts, preferences)));
    }

    private void set(String property, Path path) {
        propertiesBefore.put(property, Optional.ofNullable(System.setProperty(property, path.toString())));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try {
            boolean opened =
                    !studio().model().fewShot().deviceNameProperty().get().isEmpty();
            fx(() -> {
                List.copyOf(Window.getWindows()).stream()
                        .filter(other -> other != stage)
                        .forEach(Window::hide);
                studio().quit();
                return true;
            });
            assertTrue(engine.closed || !opened, "the engine is closed with the window");
        } finally {
            restore();
        }
        try (Stream<Path> all = Files.walk(folder())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void restore() {
        Locale.setDefault(languageBefore);
        propertiesBefore.forEach((property, before) -> before.ifPresentOrElse(
                value -> System.setProperty(property, value), () -> System.clearProperty(property)));
    }

    /** A folder of the test's own, also for everything that the Studio keeps. */
    Path folder() {
        return Objects.requireNonNull(folder);
    }

    Studio studio() {
        return Objects.requireNonNull(studio);
    }

    Stage stage() {
        return Objects.requireNonNull(stage);
    }

    OpenStudy open() {
        return studio().model().workspace().open().orElseThrow();
    }

    Node node(String query) {
        return robot.lookup(query).query();
    }

    SliceView view(String id) {
        return robot.lookup(id).queryAs(SliceView.class);
    }

    /** Puts an image where the next question for a file finds it. */
    void provideBall() throws IOException {
        Path file = folder().resolve("ball.nii.gz");
        Images.write(Ball.CT, file);
        prompts.image = Optional.of(file);
    }

    void openBall() throws Exception {
        provideBall();
        run("openImage");
        awaitStudy();
    }

    /** Waits until a study is open and its slices are drawn. */
    void awaitStudy() throws Exception {
        await(() -> studio().model().workspace().open().isPresent());
        awaitFrames();
    }

    /** Runs a command, if it can be done now. */
    void run(String command) throws Exception {
        fx(() -> {
            studio().commands().get(command).run();
            return true;
        });
    }

    void show(int slice) throws Exception {
        fx(() -> {
            open().crosshair.set(open().crosshair.get().onSlice(open().layout(Plane.AXIAL), slice));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Drags the brush across the middle of an axial slice. */
    void paintOn(int slice) throws Exception {
        robot.push(KeyCode.B);
        dragAcross(slice);
        await(() -> open().census.get().map() == open().map());
    }

    /** Drags with the chosen tool across the middle of an axial slice. */
    void dragAcross(int slice) throws Exception {
        show(slice);
        robot.moveTo(onScreen("#view-axial", 24, 27)).press(MouseButton.PRIMARY);
        robot.moveTo(onScreen("#view-axial", 38, 27)).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    Point2D onScreen(String view, double column, double row) throws Exception {
        SliceView slice = view(view);
        ViewTransform t = slice.transform().orElseThrow();
        return fx(() -> slice.localToScreen(t.x(column), t.y(row)));
    }

    /** Trains and propagates to the end. */
    void propagate() throws Exception {
        run("train");
        await(() -> !studio().model().fewShot().runningProperty().get());
    }

    /** Lays the window's content out as in a window of this size, which the screen that is not there need not hold. */
    void resize(double width, double height) throws Exception {
        fx(() -> {
            stage().getScene().getRoot().resize(width, height);
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
        if (studio().model().workspace().open().isPresent()) {
            awaitFrames();
        }
    }

    void screenshot(String name) throws Exception {
        screenshot(name, 1);
    }

    /** A picture of the window, each of its pixels {@code scale} in the picture. */
    void screenshot(String name, double scale) throws Exception {
        fx(() -> {
            Screenshots.take(stage().getScene(), name, scale);
            return true;
        });
    }

    void awaitFrames() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        await(() -> view("#view-axial").isUpToDate()
                && view("#view-coronal").isUpToDate()
                && view("#view-sagittal").isUpToDate());
    }

    static <T> T fx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(60, TimeUnit.SECONDS);
    }

    /** Waits until something is so, which is asked on the FX thread. */
    static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, () -> fx(condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
