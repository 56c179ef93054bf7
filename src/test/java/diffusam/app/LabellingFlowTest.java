package diffusam.app;

import static diffusam.app.StudioWindow.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.annotation.SliceState.Review;
import diffusam.engine.Seeds;
import diffusam.volume.Plane;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Labels and their slices, as a person paints, names and clears them. With mouse and keys, in a window without a screen. */
class LabellingFlowTest {
    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.ENGLISH, false);

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
    void aNameGoesToTheNewLabelThoughTheListScrolls() throws Exception {
        window.openBall();
        window.run("preset.ABDOMEN");
        List<String> names = names();
        assertTrue(names.size() > 8, "more than are seen at once");
        window.run("addLabel");
        await(() -> window.robot.lookup(".label-row .text-field").queryAll().stream()
                .anyMatch(Node::isFocused));
        window.robot.write("Cyst").push(KeyCode.ENTER);
        await(() -> names().getLast().equals("Cyst"));
        assertEquals(names, names().subList(0, names.size()));
    }

    private List<String> names() {
        return window.open().labels().stream().map(label -> label.name()).toList();
    }

    @Test
    void theButtonThatStartsARunStaysInSightInALowWindow() throws Exception {
        window.openBall();
        window.paintOn(9);
        window.paintOn(15);
        window.resize(960, 540);
        await(() -> {
            Node button = window.robot.lookup("#train").query();
            return button.localToScene(button.getLayoutBounds()).getMaxY()
                    < button.getScene().getHeight();
        });
    }

    @Test
    void clicksOutlineWhatEnterTakesAndEscapeDrops() throws Exception {
        window.openBall();
        window.show(12);
        window.robot.push(KeyCode.K);
        clickOn(30, 27);
        await(() -> window.studio().model().assist().answersProperty().get() == 1);
        assertEquals(Set.of(), window.open().map().labels());
        clickOn(30, 25);
        await(() -> window.studio().model().assist().answersProperty().get() == 2);
        window.robot.push(KeyCode.ENTER);
        await(() -> window.open().map().labels().equals(Set.of(1)));
        assertEquals(1, labelAt(30, 30));
        assertEquals(0, labelAt(30, 25), "the second click took that place away");
        assertEquals(Review.SEED, window.open().state(1, 12).orElseThrow().review());
        LabelMap accepted = window.open().map();
        clickOn(30, 40);
        await(() -> window.studio().model().assist().answersProperty().get() == 3);
        window.robot.push(KeyCode.ESCAPE);
        window.robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(accepted, window.open().map());
    }

    private void clickOn(double column, double row) throws Exception {
        window.robot.clickOn(window.onScreen("#view-axial", column, row));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private int labelAt(int column, int row) {
        return window.open().map().at(window.open().layout(Plane.AXIAL).walk(12).at(column, row));
    }
}
