package diffusam.app;

import static diffusam.app.StudioWindow.await;
import static diffusam.app.StudioWindow.fx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.Images;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Finding commands, changing keys, the tour and the pages of help. With mouse and keys, in a window without a screen. */
class CommandsFlowTest {
    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.ENGLISH, false);

    @Test
    void theFinderRunsACommandByPartOfItsName() throws Exception {
        window.openBall();
        window.robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.P);
        await(() -> window.robot.lookup("#palette").query().isVisible());
        window.robot.write("radierer");
        window.screenshot("palette");
        window.robot.push(KeyCode.ENTER);
        await(() -> window.studio().model().toolbox().tool.get() == ToolKind.ERASER);
        assertFalse(window.robot.lookup("#palette").query().isVisible());
        window.robot.push(KeyCode.N);
        await(() -> window.studio().model().toolbox().tool.get() == ToolKind.NAVIGATE);
    }

    @Test
    void keysAreChangedAndTakenFromAnotherCommand() throws Exception {
        window.openBall();
        window.robot.push(KeyCode.F1);
        await(() -> window.robot.lookup("#keys-brush").tryQuery().isPresent());
        fx(() -> {
            window.robot.lookup("#keys-brush").queryButton().fire();
            return true;
        });
        window.robot.push(KeyCode.E);
        await(() -> window.robot.lookup("#keys-take").tryQuery().isPresent());
        fx(() -> {
            Screenshots.take(window.robot.lookup("#keys-page").query().getScene(), "keys");
            window.robot.lookup("#keys-take").queryButton().fire();
            return true;
        });
        assertEquals(
                Map.of("brush", "E", "eraser", ""),
                window.preferences.settings().keys());
        window.robot.push(KeyCode.ESCAPE);
        await(() -> window.robot.lookup("#keys-page").tryQuery().isEmpty());
        window.robot.push(KeyCode.E);
        await(() -> window.studio().model().toolbox().tool.get() == ToolKind.BRUSH);
    }

    @Test
    void theTourHasFiveStepsStartsOnceByItselfAndAgainOnDemand() throws Exception {
        Path file = window.folder().resolve("ball.nii.gz");
        Images.write(Ball.CT, file);
        fx(() -> {
            window.studio().beginWith(file, Optional.empty());
            return true;
        });
        await(() -> window.robot.lookup("#tour").query().isVisible());
        assertTrue(window.preferences.toured.get());
        window.awaitFrames();
        for (int step = 1; step <= 5; step++) {
            assertTrue(window.robot.lookup(step + " of 5").tryQuery().isPresent(), "step " + step);
            window.screenshot("tour-" + step);
            window.robot.push(KeyCode.ENTER);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertFalse(window.robot.lookup("#tour").query().isVisible());
        window.run("tour");
        assertTrue(window.robot.lookup("#tour").query().isVisible());
        window.robot.push(KeyCode.ESCAPE);
        await(() -> !window.robot.lookup("#tour").query().isVisible());
    }

    @Test
    void theModelsPageShowsWhatIsInUseAndWhatCanBeHad() throws Exception {
        window.run("models");
        await(() -> window.robot.lookup("#model-nano").tryQuery().isPresent());
        assertTrue(window.robot.lookup("In use").tryQuery().isPresent());
        assertTrue(window.robot.lookup("#model-sam2-1_hiera_tiny").tryQuery().isPresent());
        assertEquals(
                8,
                window.robot
                        .lookup((javafx.scene.Node node) ->
                                node instanceof Button button && "Download".equals(button.getText()))
                        .queryAll()
                        .size());
        assertTrue(window.robot
                .lookup("SAM 2.1, tiny. Licence: Apache-2.0, Meta Platforms, Inc.")
                .tryQuery()
                .isPresent());
        fx(() -> {
            var page = window.robot.lookup("#models-page").query().getScene();
            Screenshots.take(page, "models");
            ((Button) ((DialogPane) page.getRoot()).lookupButton(ButtonType.CLOSE)).fire();
            return true;
        });
    }
}
