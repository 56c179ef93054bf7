package diffusam.app;

import static diffusam.app.StudioWindow.await;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** The way from an image to exported labels by keys alone, in a German window. */
class KeyboardFlowTest {
    private static final int MOST_STOPS = 60;

    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.GERMAN, true);

    @Test
    void aScanIsSegmentedWithoutTheMouse() throws Exception {
        window.provideBall();
        window.robot.push(KeyCode.SHORTCUT, KeyCode.O);
        window.awaitStudy();
        nameALabel("Leber");
        window.robot.push(KeyCode.B);
        focus("view-axial");
        dabOn(6);
        dabOn(16);
        await(() -> Set.of(6, 16).equals(painted()));

        window.robot.push(KeyCode.SHORTCUT, KeyCode.T);
        await(() -> window.studio().model().fewShot().outcomeProperty().get().isPresent());
        assertTrue(window.robot.lookup("Few-Shot-Segmentierung").tryQuery().isPresent());
        assertEquals(11, painted().size(), "everything between the seeds is filled in");

        window.robot.push(KeyCode.W);
        WaitForAsyncUtils.waitForFxEvents();
        int advised = slice();
        assertTrue(advised > 6 && advised < 16, "between the seeds: " + advised);
        window.robot.push(KeyCode.Y);
        await(() -> window.open()
                .state(1, advised)
                .filter(state -> state.review() == Review.ACCEPTED)
                .isPresent());

        Path saved = window.folder().resolve("leber.nii.gz");
        window.prompts.target = Optional.of(saved);
        window.robot.push(KeyCode.SHORTCUT, KeyCode.E);
        await(() -> Files.exists(saved) && !window.open().unsaved.get());
        assertEquals(painted(), Labels.read(saved).slicesWith(window.open().layout(Plane.AXIAL), 1));
    }

    private void nameALabel(String name) throws Exception {
        window.robot.push(KeyCode.A);
        await(() -> window.node(".label-row .text-field").isFocused());
        window.robot.write(name).push(KeyCode.ENTER);
        await(() -> window.open().labels().getFirst().name().equals(name));
    }

    private void focus(String id) {
        for (int n = 0; n < MOST_STOPS && !id.equals(focused()); n++) {
            window.robot.push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertEquals(id, focused());
    }

    private String focused() {
        return String.valueOf(window.stage().getScene().getFocusOwner().getId());
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
        return window.open().crosshair.get().slice(window.open().layout(Plane.AXIAL));
    }

    private Set<Integer> painted() {
        return window.open().map().slicesWith(window.open().layout(Plane.AXIAL), 1);
    }
}
