package diffusam.app;

import static diffusam.app.StudioSession.await;
import static diffusam.app.StudioSession.fx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.viewer.SliceView;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Looking at slices, and measuring. With mouse and keys, in a window without a screen. */
class ViewsFlowTest {
    @RegisterExtension
    private final StudioSession window = new StudioSession();

    @Test
    void aDistanceIsMeasuredAndDrawn() throws Exception {
        window.openBall();
        window.robot.push(KeyCode.D);
        window.robot.moveTo(window.onScreen("#view-axial", 20, 20)).press(MouseButton.PRIMARY);
        window.robot.moveTo(window.onScreen("#view-axial", 40, 20)).release(MouseButton.PRIMARY);
        await(() -> window.open().measurements.get().size() == 1);
        assertTrue(window.open().map().labels().isEmpty(), "nothing is painted");
        double length = ((diffusam.project.Measurement.Distance)
                        window.open().measurements.get().getFirst())
                .lengthMm();
        assertEquals(20 * Ball.GRID.spacingMm(0), length, Ball.GRID.spacingMm(0));
        window.robot.clickOn("#tab-measure");
        window.screenshot("measured");
    }

    @Test
    void figuresOfLabelsAppearOnTheirTab() throws Exception {
        window.openBall();
        window.paintOn(12);
        window.robot.clickOn("#tab-measure");
        await(() -> window.open().structures.get().containsKey(1));
        assertTrue(window.open().structures.get().get(1).volumeMl() > 0);
        window.screenshot("measures");
    }

    @Test
    void theWheelTurnsSlicesAndControlWheelZooms() throws Exception {
        window.openBall();
        int before = window.open().crosshair.get().k();
        SliceView view = window.view("#view-axial");
        fx(() -> window.turnWheel(view, -80, false));
        assertEquals(before - 2, window.open().crosshair.get().k(), "towards the feet");
        fx(() -> window.turnWheel(view, 120, true));
        assertEquals(before - 2, window.open().crosshair.get().k());
        assertTrue(view.transform().orElseThrow().zoom() > 1.2);
        window.robot.push(KeyCode.F);
        await(() -> Math.abs(view.transform().orElseThrow().zoom() - 1) < 1e-9);
    }

    @Test
    void theRightButtonDragsTheWindowAndNumbersChooseOne() throws Exception {
        window.openBall();
        Window before = window.open().window.get();
        window.robot.moveTo("#view-axial").press(MouseButton.SECONDARY).moveBy(40, 0).release(MouseButton.SECONDARY);
        await(() -> window.open().window.get().width() > before.width());
        window.robot.push(KeyCode.DIGIT2);
        await(() -> window.open().window.get().equals(WindowPreset.LUNG.window()));
    }

    @Test
    void shiftClickMovesTheCrosshairOfAllViews() throws Exception {
        window.openBall();
        window.robot.push(KeyCode.B);
        window.robot.press(KeyCode.SHIFT);
        window.robot.clickOn(window.onScreen("#view-axial", 20, 10));
        window.robot.release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(20, (int)
                window.open().layout(Plane.AXIAL).column(window.open().crosshair.get().index()));
        assertEquals(
                10, (int) window.open().layout(Plane.AXIAL).row(window.open().crosshair.get().index()));
        assertTrue(window.open().map().labels().isEmpty(), "nothing was painted");
    }

    @Test
    void spaceHidesTheMasksWhileItIsHeld() throws Exception {
        window.openBall();
        window.paintOn(12);
        window.robot.press(KeyCode.SPACE);
        await(() -> window.studio().model().display().masksHidden.get());
        window.robot.release(KeyCode.SPACE);
        await(() -> !window.studio().model().display().masksHidden.get());
    }
}
