package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.SliceState.Review;
import diffusam.io.Labels;
import diffusam.volume.Plane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** The way from an image to exported labels by keys alone, in a German window. */
class KeyboardFlowTest {
    private static final int MOST_STOPS = 60;

    @TempDir
    private Path folder;

    private StudioWindow window;

    @BeforeEach
    void open() throws Exception {
        window = new StudioWindow(folder, Locale.GERMAN);
    }

    @AfterEach
    void close() throws Exception {
        window.close();
    }

    @Test
    void aScanIsSegmentedWithoutTheMouse() throws Exception {
        window.provideBall();
        window.robot.push(KeyCode.SHORTCUT, KeyCode.O);
        StudioWindow.await(() -> window.studio.model().workspace().open().isPresent());
        window.awaitFrames();
        nameALabel("Leber");
        window.robot.push(KeyCode.B);
        focus("view-axial");
        dabOn(6);
        dabOn(16);
        StudioWindow.await(() -> Set.of(6, 16).equals(painted()));

        window.robot.push(KeyCode.SHORTCUT, KeyCode.T);
        StudioWindow.await(
                () -> window.studio.model().fewShot().outcomeProperty().get().isPresent());
        assertTrue(window.robot.lookup("Few-Shot-Segmentierung").tryQuery().isPresent());
        assertEquals(11, painted().size(), "everything between the seeds is filled in");

        window.robot.push(KeyCode.W);
        WaitForAsyncUtils.waitForFxEvents();
        int advised = slice();
        assertTrue(advised > 6 && advised < 16, "between the seeds: " + advised);
        window.robot.push(KeyCode.Y);
        StudioWindow.await(() -> window.study()
                .state(1, advised)
                .filter(state -> state.review() == Review.ACCEPTED)
                .isPresent());

        Path saved = folder.resolve("leber.nii.gz");
        window.prompts.target = Optional.of(saved);
        window.robot.push(KeyCode.SHORTCUT, KeyCode.E);
        StudioWindow.await(() -> Files.exists(saved) && !window.study().unsaved.get());
        assertEquals(painted(), Labels.read(saved).slicesWith(window.study().layout(Plane.AXIAL), 1));
    }

    private void nameALabel(String name) throws Exception {
        window.robot.push(KeyCode.A);
        StudioWindow.await(() -> window.node(".label-row .text-field").isFocused());
        window.robot.write(name).push(KeyCode.ENTER);
        StudioWindow.await(() -> window.study().labels().getFirst().name().equals(name));
    }

    private void focus(String id) {
        for (int n = 0; n < MOST_STOPS && !id.equals(focused()); n++) {
            window.robot.push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertEquals(id, focused());
    }

    private String focused() {
        return String.valueOf(window.stage.getScene().getFocusOwner().getId());
    }

    private void dabOn(int slice) {
        for (int n = 0; n < MOST_STOPS && slice() != slice; n++) {
            window.robot.push(slice() < slice ? KeyCode.UP : KeyCode.DOWN);
            WaitForAsyncUtils.waitForFxEvents();
        }
        window.robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(slice, slice());
    }

    private int slice() {
        return window.study().crosshair.get().slice(window.study().layout(Plane.AXIAL));
    }

    private Set<Integer> painted() {
        return window.study().map().slicesWith(window.study().layout(Plane.AXIAL), 1);
    }
}
