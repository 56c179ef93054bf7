package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.SliceState.Review;
import diffusam.io.Images;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.settings.Settings;
import diffusam.viewer.SliceView;
import diffusam.viewer.render.ViewTransform;
import diffusam.volume.Plane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A Studio of its own for each test, in a window without a screen, and what a person does in it. */
final class StudioSession implements BeforeEachCallback, AfterEachCallback {
    final FxRobot robot = new FxRobot();
    final NearestSeedEngine engine = new NearestSeedEngine();
    final Preferences preferences = new Preferences(Settings.DEFAULT, settings -> {});
    final SilentPrompts prompts = new SilentPrompts();
    private @Nullable Path folder;
    private @Nullable Studio studio;
    private @Nullable Stage stage;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        folder = Files.createTempDirectory("studio");
        System.setProperty("diffusam.work", folder.resolve("work").toString());
        System.setProperty("diffusam.models", folder.resolve("models").toString());
        stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            Texts texts = Texts.in(Locale.ENGLISH);
            studio = Studio.open(
                    stage(),
                    new Surroundings(
                            new DiskFiles(texts), model -> engine, prompts, Optional::empty, texts, preferences));
        });
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        fx(() -> {
            studio().quit();
            return true;
        });
        assertTrue(engine.closed || !engineWasOpened(), "the engine is closed with the window");
        try (Stream<Path> all = Files.walk(folder())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A folder of the test's own. */
    Path folder() {
        return Objects.requireNonNull(folder);
    }

    Studio studio() {
        return Objects.requireNonNull(studio);
    }

    Stage stage() {
        return Objects.requireNonNull(stage);
    }

    void show(int slice) throws Exception {
        fx(() -> {
            open().crosshair.set(open().crosshair.get().onSlice(open().layout(Plane.AXIAL), slice));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    void openSeries() throws Exception {
        Path series = folder().resolve("ct");
        CtSeriesWriter.write(Ball.CT, series, "Ball");
        prompts.image = Optional.of(series);
        robot.clickOn("#welcome-openImage");
        await(() -> studio().model().workspace().open().isPresent());
        assertTrue(prompts.offered.isEmpty(), "one plain series is opened without a question");
        awaitFrames();
    }

    int labelAt(int column, int row) {
        return open().map().at(open().layout(Plane.AXIAL).walk(12).at(column, row));
    }

    Review reviewOf(int slice) {
        return open().state(1, slice).map(state -> state.review()).orElse(Review.SEED);
    }

    void clickOn(double column, double row) throws Exception {
        robot.clickOn(onScreen("#view-axial", column, row));
        WaitForAsyncUtils.waitForFxEvents();
    }

    void showAxial(int slice) throws Exception {
        fx(() -> {
            open().crosshair.set(open().crosshair.get().onSlice(open().layout(Plane.AXIAL), slice));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    void openBall() throws Exception {
        Path file = folder().resolve("ball.nii.gz");
        Images.write(Ball.CT, file);
        prompts.image = Optional.of(file);
        robot.clickOn("#welcome-openImage");
        await(() -> studio().model().workspace().open().isPresent());
        awaitFrames();
    }

    void paintOn(int slice) throws Exception {
        robot.push(KeyCode.B);
        dragAcross(slice);
        await(() -> open().census.get().map() == open().map());
    }

    /** Drags with the chosen tool across the middle of an axial slice. */
    void dragAcross(int slice) throws Exception {
        showAxial(slice);
        robot.moveTo(onScreen("#view-axial", 24, 27)).press(MouseButton.PRIMARY);
        robot.moveTo(onScreen("#view-axial", 38, 27)).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    javafx.geometry.Point2D onScreen(String view, double column, double row) throws Exception {
        SliceView slice = view(view);
        ViewTransform t = slice.transform().orElseThrow();
        return fx(() -> slice.localToScreen(t.x(column), t.y(row)));
    }

    void awaitFrames() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        await(() -> view("#view-axial").isUpToDate()
                && view("#view-coronal").isUpToDate()
                && view("#view-sagittal").isUpToDate());
    }

    /** The first label's orange is somewhere in the view. */
    void assertMaskIsDrawn(String id) throws Exception {
        SliceView view = view(id);
        boolean found = fx(() -> {
            var picture = view.snapshot(null, null);
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    if ((picture.getPixelReader().getArgb(x, y) & 0xFFFFFF) == 0xE69F00) {
                        return true;
                    }
                }
            }
            return false;
        });
        assertTrue(found, id);
    }

    /** The headless robot's wheel carries no control key, so the events are made here. */
    static boolean turnWheel(SliceView view, double deltaY, boolean control) {
        view.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL,
                50,
                50,
                50,
                50,
                false,
                control,
                false,
                false,
                false,
                false,
                0,
                deltaY,
                0,
                deltaY,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null));
        return true;
    }

    SliceView view(String id) {
        return robot.lookup(id).queryAs(SliceView.class);
    }

    OpenStudy open() {
        return studio().model().workspace().open().orElseThrow();
    }

    boolean engineWasOpened() {
        return !studio().model().fewShot().deviceNameProperty().get().isEmpty();
    }

    void screenshot(String name) throws Exception {
        fx(() -> {
            Screenshots.take(stage().getScene(), name);
            return true;
        });
    }

    static <T> T fx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(30, TimeUnit.SECONDS);
    }

    static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, () -> fx(condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
