package diffusam.app;

import static diffusam.app.StudioWindow.await;
import static diffusam.app.StudioWindow.fx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.Images;
import diffusam.viewer.SliceView;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import diffusam.volume.Window;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Looking at slices, and measuring. With mouse and keys, in a window without a screen. */
class ViewsFlowTest {
    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.ENGLISH, false);

    @Test
    void anObliqueImageIsShownStraightAndByItsOwnSlicesOnDemand() throws Exception {
        double cos = Math.cos(Math.toRadians(20));
        double sin = Math.sin(Math.toRadians(20));
        Affine turned = new Affine(new Lps(cos, sin, 0), new Lps(-sin, cos, 0), new Lps(0, 0, 2), new Lps(5, 6, 7));
        Path file = window.folder().resolve("oblique.nii.gz");
        Images.write(new Volume.Builder(new Grid(new Extent(40, 36, 12), turned), VoxelType.INT16).build(), file);
        window.prompts.image = Optional.of(file);
        window.robot.clickOn("#welcome-openImage");
        window.awaitStudy();
        assertTrue(window.open().cuts().isStraightened());
        window.robot.push(KeyCode.B);
        window.robot
                .moveTo("#view-axial")
                .press(MouseButton.PRIMARY)
                .moveBy(20, 0)
                .release(MouseButton.PRIMARY);
        await(() -> window.open().map().labels().contains(1));
        assertEquals(new Extent(40, 36, 12), window.open().map().grid().extent(), "labels lie on the image's voxels");
        window.robot.push(KeyCode.SHIFT, KeyCode.X);
        await(() -> !window.open().cuts().isStraightened());
        window.awaitFrames();
        window.screenshot("oblique");
    }

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
        fx(() -> turnWheel(view, -80, false));
        assertEquals(before - 2, window.open().crosshair.get().k(), "towards the feet");
        fx(() -> turnWheel(view, 120, true));
        assertEquals(before - 2, window.open().crosshair.get().k());
        assertTrue(view.transform().orElseThrow().zoom() > 1.2);
        window.robot.push(KeyCode.F);
        await(() -> Math.abs(view.transform().orElseThrow().zoom() - 1) < 1e-9);
    }

    @Test
    void theRightButtonDragsTheWindowAndNumbersChooseOne() throws Exception {
        window.openBall();
        Window before = window.open().window.get();
        window.robot
                .moveTo("#view-axial")
                .press(MouseButton.SECONDARY)
                .moveBy(40, 0)
                .release(MouseButton.SECONDARY);
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
        assertEquals(20, (int) window.open()
                .layout(Plane.AXIAL)
                .column(window.open().crosshair.get().index()));
        assertEquals(10, (int) window.open()
                .layout(Plane.AXIAL)
                .row(window.open().crosshair.get().index()));
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

    /** The headless robot's wheel carries no control key, so the events are made here. */
    private static boolean turnWheel(SliceView view, double deltaY, boolean control) {
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
}
