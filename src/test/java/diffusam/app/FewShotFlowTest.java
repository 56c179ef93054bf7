package diffusam.app;

import static diffusam.app.StudioWindow.await;
import static diffusam.app.StudioWindow.fx;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.annotation.SliceState.Review;
import diffusam.app.RunningJob.Ending;
import diffusam.io.Labels;
import diffusam.viewer.SliceView;
import diffusam.volume.Plane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** From a few labelled slices to a whole volume, reviewed. With mouse and keys, in a window without a screen. */
class FewShotFlowTest {
    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.ENGLISH, false);

    @Test
    void openPaintTrainPropagateUndoSave() throws Exception {
        window.openBall();
        window.paintOn(15);
        window.paintOn(9);
        assertEquals(
                Set.of(9, 15),
                window.open().census.get().slicesWith(window.open().layout(Plane.AXIAL), 1));
        window.screenshot("seeds");
        LabelMap seeds = window.open().map();

        window.robot.clickOn("#train");
        await(() -> !window.studio().model().fewShot().runningProperty().get());
        assertEquals(
                Optional.of(Ending.DONE),
                window.studio().model().fewShot().outcomeProperty().get().map(FewShot.Outcome::ending));
        LabelMap filled = window.open().map();
        for (int slice = 9; slice <= 15; slice++) {
            assertTrue(filled.at(32, 28, slice) == 1, "slice " + slice);
        }
        assertEquals(Review.SEED, window.open().state(1, 9).orElseThrow().review());
        assertEquals(Review.PROPOSED, window.open().state(1, 11).orElseThrow().review());
        window.awaitFrames();
        assertMaskIsDrawn("#view-axial");
        assertMaskIsDrawn("#view-coronal");
        assertMaskIsDrawn("#view-sagittal");
        window.screenshot("propagated");

        Path saved = window.folder().resolve("out.nii.gz");
        window.prompts.target = Optional.of(saved);
        window.robot.push(KeyCode.SHORTCUT, KeyCode.E);
        await(() -> Files.exists(saved) && !window.open().unsaved.get());
        LabelMap read = Labels.read(saved);
        assertTrue(read.grid().matches(Ball.GRID, 1e-3));
        for (long p = 0; p < Ball.GRID.extent().voxels(); p++) {
            assertEquals(filled.at(p), read.at(p));
        }

        window.robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        await(() -> window.open()
                .map()
                .slicesWith(window.open().layout(Plane.AXIAL), 1)
                .equals(Set.of(9, 15)));
        assertEquals(
                seeds.slicesWith(window.open().layout(Plane.CORONAL), 1),
                window.open().map().slicesWith(window.open().layout(Plane.CORONAL), 1));
        assertTrue(window.open().state(1, 11).isEmpty(), "what was proposed is taken back with its masks");
    }

    @Test
    void aCorrectedSliceIsASeedOfTheNextRun() throws Exception {
        window.openBall();
        window.paintOn(15);
        window.paintOn(9);
        window.robot.clickOn("#train");
        await(() -> !window.studio().model().fewShot().runningProperty().get());
        window.robot.push(KeyCode.E);
        window.dragAcross(12);
        assertEquals(Review.CORRECTED, window.open().state(1, 12).orElseThrow().review());
        short[] corrected = window.open().map().slice(window.open().layout(Plane.AXIAL), 12);
        window.robot.clickOn("#train");
        await(() -> !window.studio().model().fewShot().runningProperty().get());
        assertArrayEquals(corrected, window.open().map().slice(window.open().layout(Plane.AXIAL), 12));
        assertArrayEquals(
                corrected,
                window.open().map().slice(window.open().layout(Plane.AXIAL), 11),
                "the nearest seed of slice 11 is 12");
    }

    @Test
    void onlyWhatAChangedSeedAffectsIsProposedAgain() throws Exception {
        window.openBall();
        window.paintOn(15);
        window.paintOn(9);
        window.paintOn(3);
        window.robot.clickOn("#train");
        await(() -> !window.studio().model().fewShot().runningProperty().get());
        FewShot.Outcome first =
                window.studio().model().fewShot().outcomeProperty().get().orElseThrow();
        assertEquals(0, first.left());
        assertEquals(13, first.slices(), "from the first seed to the last");
        window.robot.push(KeyCode.E);
        window.dragAcross(3);
        window.robot.clickOn("#train");
        await(() -> !window.studio().model().fewShot().runningProperty().get());
        FewShot.Outcome second =
                window.studio().model().fewShot().outcomeProperty().get().orElseThrow();
        assertEquals(Optional.of(Ending.DONE), Optional.of(second.ending()));
        assertTrue(second.left() >= 6, "slices 10 to 15 lie behind a seed that is as it was");
        assertTrue(second.slices() <= 9, "of the engine's slices only 3 to 8 are computed again: " + second.slices());
        assertEquals(
                "test model",
                window.open().state(1, 12).orElseThrow().provenance().model());
    }

    @Test
    void aProposedSliceIsAcceptedAndRedoneBySingleKeys() throws Exception {
        window.openBall();
        window.paintOn(15);
        window.paintOn(9);
        window.robot.clickOn("#train");
        await(() -> !window.studio().model().fewShot().runningProperty().get());
        window.show(12);
        window.robot.push(KeyCode.Y);
        await(() -> window.open().state(1, 12).orElseThrow().review() == Review.ACCEPTED);
        window.show(11);
        window.robot.push(KeyCode.J);
        await(() -> !window.studio().model().fewShot().runningProperty().get()
                && window.open()
                        .state(1, 11)
                        .map(s -> s.review() == Review.PROPOSED)
                        .orElse(false));
        assertEquals(Review.ACCEPTED, window.open().state(1, 12).orElseThrow().review());
    }

    @Test
    void trainingIsShownAndCancelled() throws Exception {
        window.engine.mayPropagate = new CountDownLatch(1);
        window.openBall();
        window.paintOn(12);
        window.robot.clickOn("#train");
        await(() -> window.studio().model().fewShot().losses().size() == NearestSeedEngine.STEPS);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(window.robot.lookup("#cancel-run").query().isVisible());
        window.robot.clickOn("#show-jobs");
        await(() -> window.robot.lookup(".task-list-cell").tryQuery().isPresent());
        assertTrue(window.robot.lookup(".task-title").queryAll().stream()
                .anyMatch(title -> ((Labeled) title).getText().equals("Segmenting")));
        fx(() -> {
            Screenshots.take(window.robot.lookup("#jobs").query().getScene(), "jobs");
            return true;
        });
        window.robot.clickOn("#show-jobs");
        window.screenshot("training");
        window.paintOn(5);
        assertEquals(1, window.open().map().at(32, 28, 5), "painting goes on while the model trains");
        window.robot.clickOn("#cancel-run");
        await(() -> !window.studio().model().fewShot().runningProperty().get());
        assertEquals(
                Optional.of(Ending.CANCELLED),
                window.studio().model().fewShot().outcomeProperty().get().map(FewShot.Outcome::ending));
        assertEquals(Set.of(5, 12), window.open().map().slicesWith(window.open().layout(Plane.AXIAL), 1));
    }

    @Test
    void theFirstStartSaysWhatTheProgramIsNotForAndWhatItComputesOn() throws Exception {
        await(() -> window.studio().model().notices().items().size() == 2);
        List<String> said = window.studio().model().notices().items().stream()
                .map(Notices.Notice::text)
                .toList();
        assertTrue(said.getFirst().contains("not a medical device"), said.toString());
        assertTrue(
                said.getLast()
                        .contains(window.studio()
                                .model()
                                .fewShot()
                                .deviceNameProperty()
                                .get()),
                said.toString());
        assertTrue(window.preferences.greeted.get());
        window.screenshot("first-start");
    }

    /** The first label's orange is somewhere in the view. */
    private void assertMaskIsDrawn(String id) throws Exception {
        SliceView view = window.view(id);
        int[] argb = fx(() -> Screenshots.pixels(view));
        assertTrue(Arrays.stream(argb).anyMatch(pixel -> (pixel & 0xFFFFFF) == 0xE69F00), id);
    }
}
