package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.app.FewShot.Outcome;
import diffusam.app.RunningJob.Ending;
import diffusam.engine.FewShotResult;
import diffusam.io.Images;
import diffusam.project.PriorReference;
import diffusam.project.UnfinishedRun;
import diffusam.project.ViewState;
import diffusam.viewer.Crosshair;
import diffusam.volume.Ijk;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has been trained and what was looked at, after the window was closed; with this thread as the FX thread. */
class KeptTrainingTest {
    @TempDir
    private Path temp;

    private final Windows windows = new Windows();
    private final NearestSeedEngine engine = new NearestSeedEngine();
    private Path image;

    @BeforeEach
    void writeImage() throws IOException {
        image = temp.resolve("ball.nii.gz");
        Images.write(Ball.CT, image);
    }

    @AfterEach
    void closeWindows() {
        engine.mayPropagate.countDown();
        windows.close();
    }

    @Test
    void aPriorIsThereAgainAndIsNotTrainedTwiceOnTheSameSeeds() {
        OpenStudy before = painted();
        assertEquals(NearestSeedEngine.STEPS, run(before).trainingSteps());
        PriorReference prior = before.priors().newest().orElseThrow();
        assertEquals("diffusam-1", prior.name());
        assertEquals("test model", prior.model());
        windows.closeWindows();

        OpenStudy after = reopened();
        assertEquals(prior, after.priors().newest().orElseThrow());
        assertEquals(0, run(after).trainingSteps());
        assertEquals("diffusam-1", after.state(1, 5).orElseThrow().provenance().prior());
    }

    @Test
    void aPriorThatIsOutOfDateServesIfTheUserWantsItSo() {
        OpenStudy study = painted();
        run(study);
        windows.closeWindows();
        OpenStudy after = reopened();
        paint(after, 9);
        FewShot fewShot = windows.fewShot(() -> engine);
        fewShot.propagateWithKept(after);
        assertEquals(0, result(fewShot).trainingSteps());
        assertEquals(NearestSeedEngine.STEPS, run(after).trainingSteps(), "otherwise it is trained again");
        assertEquals(1, after.priors().all().size(), "and takes the place of the one before");
        assertEquals("diffusam-2", after.priors().newest().orElseThrow().name());
    }

    @Test
    void aProjectSavedElsewhereTakesItsPriorAlong() {
        Workspace window = windows.open(temp.resolve("work"));
        OpenStudy study = painted(window);
        run(study);
        windows.saveAs(window, temp.resolve("saved.dsam"));
        windows.closeWindows();
        OpenStudy after = windows.open(windows.open(temp.resolve("work2")), temp.resolve("saved.dsam"));
        assertEquals(0, run(after).trainingSteps());
    }

    @Test
    void aRunThatWasBrokenOffGoesOnAsTheSameStep() {
        OpenStudy before = painted();
        FewShot fewShot = windows.fewShot(() -> engine);
        engine.stopAfter = 4;
        fewShot.start(before);
        windows.await(() -> fewShot.outcomeProperty().get().isPresent());
        assertEquals(
                Ending.CANCELLED,
                fewShot.outcomeProperty().get().map(Outcome::ending).orElseThrow());
        windows.await(() -> before.map().at(5, 5, 5) == 1);
        windows.closeWindows();

        engine.stopAfter = Integer.MAX_VALUE;
        OpenStudy after = reopened();
        FewShot next = windows.fewShot(() -> engine);
        next.prepare(after);
        windows.await(() -> after.priors().unfinished.get().isPresent());
        UnfinishedRun run = after.priors().unfinished.get().orElseThrow();
        assertEquals(before.undoName(), Optional.of(run.step()));
        next.start(after);
        assertEquals(0, result(next).trainingSteps());
        assertEquals(
                run.slices().size(), next.outcomeProperty().get().orElseThrow().left());
        windows.await(() -> after.map().at(5, 5, 7) == 1);
        assertEquals(Optional.of(run.step()), after.undoName());
        after.take(after.undoing().orElseThrow().taken());
        assertEquals(0, after.map().at(5, 5, 3), "all of it is one step");
        assertEquals(0, after.map().at(5, 5, 7));
    }

    @Test
    void aNewRunAfterARestartIsAStepOfItsOwn() {
        OpenStudy before = painted();
        run(before);
        Optional<String> first = before.undoName();
        windows.closeWindows();
        OpenStudy after = reopened();
        paint(after, 10);
        run(after);
        assertTrue(after.hasDone(first.orElseThrow()));
        assertTrue(!after.undoName().equals(first), after.undoName().toString());
    }

    @Test
    void whatWasLookedAtIsShownAgain() {
        OpenStudy before = painted();
        before.list().add("add");
        before.crosshair.set(Crosshair.nearest(before.grid(), new Ijk(3, 4, 5)));
        before.window.set(Window.ofCenterWidth(7, 70));
        before.alone.set("CORONAL");
        before.framings.put(Plane.AXIAL, new ViewState.Framing(Plane.AXIAL, 2.5, 10, 12));
        before.list().toggleSolo();
        before.list().change("lock", 1, label -> label.locked(true));
        windows.closeWindows();
        OpenStudy after = reopened();
        assertEquals(before.view(), after.view());
        assertEquals(Set.of(1), after.hiddenLabels);
        assertTrue(after.label(1).orElseThrow().locked());
    }

    private OpenStudy painted() {
        return painted(windows.open(temp.resolve("work")));
    }

    private OpenStudy painted(Workspace window) {
        OpenStudy study = windows.open(window, image);
        study.list().add("add");
        paint(study, 2);
        paint(study, 8);
        return study;
    }

    private OpenStudy reopened() {
        return windows.open(windows.open(temp.resolve("work")), image);
    }

    private static void paint(OpenStudy study, int k) {
        study.paint("brush", study.map().edit().set(5, 5, k, 1).build(), Plane.AXIAL);
    }

    private FewShotResult run(OpenStudy study) {
        FewShot fewShot = windows.fewShot(() -> engine);
        fewShot.start(study);
        return result(fewShot);
    }

    private FewShotResult result(FewShot fewShot) {
        windows.await(() -> fewShot.outcomeProperty().get().isPresent());
        return fewShot.outcomeProperty().get().flatMap(Outcome::result).orElseThrow();
    }
}
