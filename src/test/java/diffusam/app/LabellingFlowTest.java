package diffusam.app;

import static diffusam.app.StudioSession.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.annotation.SliceState.Review;
import diffusam.engine.Seeds;
import diffusam.volume.Plane;
import java.util.Set;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Labels and their slices, as a person paints, names and clears them. With mouse and keys, in a window without a screen. */
class LabellingFlowTest {
    @RegisterExtension
    private final StudioSession window = new StudioSession();

    @Test
    void aSliceCanBeMarkedAsShowingNothing() throws Exception {
        window.openBall();
        window.paintOn(15);
        window.paintOn(9);
        window.dragAcross(20);
        await(() -> window.open().map().at(32, 28, 20) == 1);
        window.robot.push(KeyCode.M);
        await(() -> window.open().map().at(32, 28, 20) == 0);
        assertEquals(Review.ACCEPTED, window.open().state(1, 20).orElseThrow().review());
        assertTrue(Seeds.vouched(window.open().annotation(), window.open().layout(Plane.AXIAL), Set.of(1))
                .isSeed(1, 20));
        window.robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        await(() -> window.open().map().at(32, 28, 20) == 1);
    }

    @Test
    void lettersTypedAsANameAreNoCommands() throws Exception {
        window.openBall();
        window.robot.clickOn("#add-label");
        await(() -> window.open().labels().size() == 1
                && window.robot.lookup(".label-row .text-field").query().isFocused());
        window.robot.write("Bone").push(KeyCode.ENTER);
        await(() -> window.open().labels().getFirst().name().equals("Bone"));
        assertEquals(ToolKind.NAVIGATE, window.studio().model().toolbox().tool.get());
    }

    @Test
    void clicksOutlineWhatEnterTakesAndEscapeDrops() throws Exception {
        window.openBall();
        window.showAxial(12);
        window.robot.push(KeyCode.K);
        window.clickOn(30, 27);
        await(() -> window.studio().model().assist().answersProperty().get() == 1);
        assertEquals(Set.of(), window.open().map().labels());
        window.clickOn(30, 25);
        await(() -> window.studio().model().assist().answersProperty().get() == 2);
        window.robot.push(KeyCode.ENTER);
        await(() -> window.open().map().labels().equals(Set.of(1)));
        assertEquals(1, window.labelAt(30, 30));
        assertEquals(0, window.labelAt(30, 25), "the second click took that place away");
        assertEquals(Review.SEED, window.reviewOf(12));
        LabelMap accepted = window.open().map();
        window.clickOn(30, 40);
        await(() -> window.studio().model().assist().answersProperty().get() == 3);
        window.robot.push(KeyCode.ESCAPE);
        window.robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(accepted, window.open().map());
    }
}
