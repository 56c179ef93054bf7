package diffusam.app;

import diffusam.io.Images;
import diffusam.settings.Settings;
import diffusam.viewer.SliceView;
import diffusam.viewer.render.ViewTransform;
import diffusam.volume.Plane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The Studio in a window without a screen, with a quick engine and a robot that uses it. */
final class StudioWindow implements AutoCloseable {
    final FxRobot robot = new FxRobot();
    final NearestSeedEngine engine = new NearestSeedEngine();
    final SilentPrompts prompts = new SilentPrompts();
    final Preferences preferences = new Preferences(Settings.DEFAULT, settings -> {});
    final Studio studio;
    final Stage stage;

    private final Path folder;
    private final Locale before = Locale.getDefault();

    /**
     * @param folder for everything that is kept
     */
    StudioWindow(Path folder, Locale language) throws Exception {
        this.folder = folder;
        Locale.setDefault(language);
        System.setProperty("diffusam.work", folder.resolve("work").toString());
        System.setProperty("diffusam.models", folder.resolve("models").toString());
        preferences.greeted.set(true);
        stage = FxToolkit.registerPrimaryStage();
        Texts texts = Texts.in(language);
        Studio[] opened = new Studio[1];
        FxToolkit.setupFixture(() -> opened[0] = Studio.open(
                stage,
                new Surroundings(new DiskFiles(texts), model -> engine, prompts, Optional::empty, texts, preferences)));
        studio = opened[0];
    }

    OpenStudy study() {
        return studio.model().workspace().open().orElseThrow();
    }

    Node node(String query) {
        return robot.lookup(query).query();
    }

    /** Puts an image where the next question for a file finds it. */
    Path provideBall() throws IOException {
        Path file = folder.resolve("ball.nii.gz");
        Images.write(Ball.CT, file);
        prompts.image = Optional.of(file);
        return file;
    }

    void openBall() throws Exception {
        provideBall();
        run("openImage");
        await(() -> studio.model().workspace().open().isPresent());
        awaitFrames();
    }

    void run(String command) throws Exception {
        fx(() -> {
            studio.commands().get(command).run();
            return true;
        });
    }

    /** Drags the brush across the middle of an axial slice. */
    void paintOn(int slice) throws Exception {
        robot.push(KeyCode.B);
        show(slice);
        robot.moveTo(onScreen(24, 27)).press(MouseButton.PRIMARY);
        robot.moveTo(onScreen(38, 27)).release(MouseButton.PRIMARY);
        await(() -> study().census.get().map() == study().map());
    }

    void show(int slice) throws Exception {
        fx(() -> {
            study().crosshair.set(study().crosshair.get().onSlice(study().layout(Plane.AXIAL), slice));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    void propagate() throws Exception {
        run("train");
        await(() -> !studio.model().fewShot().runningProperty().get());
    }

    /** Lays the window's content out as in a window of this size, which the screen that is not there need not hold. */
    void resize(double width, double height) throws Exception {
        fx(() -> {
            stage.getScene().getRoot().resize(width, height);
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
        if (studio.model().workspace().open().isPresent()) {
            awaitFrames();
        }
    }

    /** A picture of the window, each of its pixels {@code scale} in the picture. */
    void screenshot(String name, double scale) throws Exception {
        fx(() -> {
            Screenshots.take(stage.getScene(), name, scale);
            return true;
        });
    }

    void awaitFrames() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        await(() -> view("#view-axial").isUpToDate()
                && view("#view-coronal").isUpToDate()
                && view("#view-sagittal").isUpToDate());
    }

    private SliceView view(String id) {
        return robot.lookup(id).queryAs(SliceView.class);
    }

    private Point2D onScreen(double column, double row) throws Exception {
        SliceView view = view("#view-axial");
        ViewTransform t = view.transform().orElseThrow();
        return fx(() -> view.localToScreen(t.x(column), t.y(row)));
    }

    static <T> T fx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(60, TimeUnit.SECONDS);
    }

    static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, () -> fx(condition));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void close() throws Exception {
        fx(() -> {
            studio.quit();
            return true;
        });
        Locale.setDefault(before);
    }
}
