package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.annotation.SliceState.Review;
import diffusam.app.RunningJob.Ending;
import diffusam.engine.Seeds;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.io.dicom.Remedy;
import diffusam.settings.Settings;
import diffusam.viewer.SliceView;
import diffusam.viewer.render.ViewTransform;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What a person does in the Studio, with mouse and keys, in a window without a screen. */
class StudioFlowTest {
    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private final NearestSeedEngine engine = new NearestSeedEngine();
    private final Preferences preferences = new Preferences(Settings.DEFAULT, settings -> {});
    private final SilentPrompts prompts = new SilentPrompts();
    private Studio studio;
    private Stage stage;

    @BeforeEach
    void openWindow() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        System.setProperty("diffusam.work", folder.resolve("work").toString());
        System.setProperty("diffusam.models", folder.resolve("models").toString());
        stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            Texts texts = Texts.in(Locale.ENGLISH);
            studio = Studio.open(
                    stage,
                    new Surroundings(
                            new DiskFiles(texts), model -> engine, prompts, Optional::empty, texts, preferences));
        });
    }

    @AfterEach
    void closeWindow() throws Exception {
        fx(() -> {
            studio.quit();
            return true;
        });
        assertTrue(engine.closed || !engineWasOpened(), "the engine is closed with the window");
    }

    @Test
    void withoutAStudyTheWindowSaysHowToBegin() throws Exception {
        await(() -> robot.lookup("#welcome-openImage").queryButton().isVisible());
        assertTrue(robot.lookup("#train").queryButton().isDisabled());
        assertTrue(robot.lookup("Research use, not a medical device").tryQuery().isPresent());
        screenshot("welcome");
    }

    @Test
    void openPaintTrainPropagateUndoSave() throws Exception {
        openBall();
        paintOn(15);
        paintOn(9);
        assertEquals(Set.of(9, 15), open().census.get().slicesWith(open().layout(Plane.AXIAL), 1));
        screenshot("seeds");
        LabelMap seeds = open().map();

        robot.clickOn("#train");
        await(() -> !studio.model().fewShot().runningProperty().get());
        assertEquals(
                Optional.of(Ending.DONE),
                studio.model().fewShot().outcomeProperty().get().map(FewShot.Outcome::ending));
        LabelMap filled = open().map();
        for (int slice = 9; slice <= 15; slice++) {
            assertTrue(filled.at(32, 28, slice) == 1, "slice " + slice);
        }
        assertEquals(Review.SEED, open().state(1, 9).orElseThrow().review());
        assertEquals(Review.PROPOSED, open().state(1, 11).orElseThrow().review());
        awaitFrames();
        assertMaskIsDrawn("#view-axial");
        assertMaskIsDrawn("#view-coronal");
        assertMaskIsDrawn("#view-sagittal");
        screenshot("propagated");

        Path saved = folder.resolve("out.nii.gz");
        prompts.target = Optional.of(saved);
        robot.push(KeyCode.SHORTCUT, KeyCode.E);
        await(() -> Files.exists(saved) && !open().unsaved.get());
        LabelMap read = Labels.read(saved);
        assertTrue(read.grid().matches(Ball.GRID, 1e-3));
        for (long p = 0; p < Ball.GRID.extent().voxels(); p++) {
            assertEquals(filled.at(p), read.at(p));
        }

        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        await(() -> open().map().slicesWith(open().layout(Plane.AXIAL), 1).equals(Set.of(9, 15)));
        assertEquals(
                seeds.slicesWith(open().layout(Plane.CORONAL), 1),
                open().map().slicesWith(open().layout(Plane.CORONAL), 1));
        assertTrue(open().state(1, 11).isEmpty(), "what was proposed is taken back with its masks");
    }

    @Test
    void aProjectIsSavedAndTheWindowIsLeftWithoutAQuestion() throws Exception {
        openBall();
        assertEquals("ball — DiffuSAM Studio (research use)", stage.getTitle());
        paintOn(9);
        assertEquals("• ball — DiffuSAM Studio (research use)", stage.getTitle());
        Path project = folder.resolve("liver.dsam");
        prompts.projectTarget = Optional.of(folder.resolve("liver"));
        robot.push(KeyCode.SHORTCUT, KeyCode.S);
        await(() -> stage.getTitle().startsWith("liver.dsam"));
        assertEquals(project.toString(), preferences.recent().getFirst());
        paintOn(12);
        await(() -> stage.getTitle().startsWith("• liver.dsam"));
        robot.push(KeyCode.SHORTCUT, KeyCode.S);
        await(() -> stage.getTitle().startsWith("liver.dsam"));
        paintOn(13);
        LabelMap painted = open().map();
        prompts.project = Optional.of(project);
        prompts.unsaved = Optional.empty();
        robot.push(KeyCode.SHORTCUT, KeyCode.P);
        await(() -> open().map() != painted && stage.getTitle().startsWith("liver.dsam"));
        assertEquals(List.of(), prompts.asked);
        assertEquals(painted.labels(), open().map().labels());
        assertEquals(Set.of(9, 12, 13), open().map().slicesWith(open().layout(Plane.AXIAL), 1));
    }

    @Test
    void leavingWorkWithoutAProjectIsAskedAbout() throws Exception {
        openBall();
        paintOn(9);
        prompts.unsaved = Optional.empty();
        robot.push(KeyCode.SHORTCUT, KeyCode.Q);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of("unsaved"), prompts.asked);
        assertTrue(stage.isShowing());
        prompts.unsaved = Optional.of(Prompts.Unsaved.DISCARD);
    }

    @Test
    void aCorrectedSliceIsASeedOfTheNextRun() throws Exception {
        openBall();
        paintOn(15);
        paintOn(9);
        robot.clickOn("#train");
        await(() -> !studio.model().fewShot().runningProperty().get());
        robot.push(KeyCode.E);
        dragAcross(12);
        assertEquals(Review.CORRECTED, open().state(1, 12).orElseThrow().review());
        short[] corrected = open().map().slice(open().layout(Plane.AXIAL), 12);
        robot.clickOn("#train");
        await(() -> !studio.model().fewShot().runningProperty().get());
        assertArrayEquals(corrected, open().map().slice(open().layout(Plane.AXIAL), 12));
        assertArrayEquals(
                corrected, open().map().slice(open().layout(Plane.AXIAL), 11), "the nearest seed of slice 11 is 12");
    }

    @Test
    void onlyWhatAChangedSeedAffectsIsProposedAgain() throws Exception {
        openBall();
        paintOn(15);
        paintOn(9);
        paintOn(3);
        robot.clickOn("#train");
        await(() -> !studio.model().fewShot().runningProperty().get());
        FewShot.Outcome first = studio.model().fewShot().outcomeProperty().get().orElseThrow();
        assertEquals(0, first.left());
        assertEquals(13, first.slices(), "from the first seed to the last");
        robot.push(KeyCode.E);
        dragAcross(3);
        robot.clickOn("#train");
        await(() -> !studio.model().fewShot().runningProperty().get());
        FewShot.Outcome second =
                studio.model().fewShot().outcomeProperty().get().orElseThrow();
        assertEquals(Optional.of(Ending.DONE), Optional.of(second.ending()));
        assertTrue(second.left() >= 6, "slices 10 to 15 lie behind a seed that is as it was");
        assertTrue(second.slices() <= 9, "of the engine's slices only 3 to 8 are computed again: " + second.slices());
        assertEquals(
                "test model", open().state(1, 12).orElseThrow().provenance().model());
    }

    @Test
    void aSliceCanBeMarkedAsShowingNothing() throws Exception {
        openBall();
        paintOn(15);
        paintOn(9);
        dragAcross(20);
        await(() -> open().map().at(32, 28, 20) == 1);
        robot.push(KeyCode.M);
        await(() -> open().map().at(32, 28, 20) == 0);
        assertEquals(Review.ACCEPTED, open().state(1, 20).orElseThrow().review());
        assertTrue(Seeds.vouched(open().annotation(), open().layout(Plane.AXIAL), Set.of(1))
                .isSeed(1, 20));
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        await(() -> open().map().at(32, 28, 20) == 1);
    }

    @Test
    void aProposedSliceIsAcceptedAndRedoneBySingleKeys() throws Exception {
        openBall();
        paintOn(15);
        paintOn(9);
        robot.clickOn("#train");
        await(() -> !studio.model().fewShot().runningProperty().get());
        show(12);
        robot.push(KeyCode.Y);
        await(() -> open().state(1, 12).orElseThrow().review() == Review.ACCEPTED);
        show(11);
        robot.push(KeyCode.J);
        await(() -> !studio.model().fewShot().runningProperty().get()
                && open().state(1, 11).map(s -> s.review() == Review.PROPOSED).orElse(false));
        assertEquals(Review.ACCEPTED, open().state(1, 12).orElseThrow().review());
    }

    private void show(int slice) throws Exception {
        fx(() -> {
            open().crosshair.set(open().crosshair.get().onSlice(open().layout(Plane.AXIAL), slice));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aDistanceIsMeasuredAndDrawn() throws Exception {
        openBall();
        robot.push(KeyCode.D);
        robot.moveTo(onScreen("#view-axial", 20, 20)).press(MouseButton.PRIMARY);
        robot.moveTo(onScreen("#view-axial", 40, 20)).release(MouseButton.PRIMARY);
        await(() -> open().measurements.get().size() == 1);
        assertTrue(open().map().labels().isEmpty(), "nothing is painted");
        double length = ((diffusam.project.Measurement.Distance)
                        open().measurements.get().getFirst())
                .lengthMm();
        assertEquals(20 * Ball.GRID.spacingMm(0), length, Ball.GRID.spacingMm(0));
        robot.clickOn("#tab-measure");
        screenshot("measured");
    }

    @Test
    void figuresOfLabelsAppearOnTheirTab() throws Exception {
        openBall();
        paintOn(12);
        robot.clickOn("#tab-measure");
        await(() -> open().structures.get().containsKey(1));
        assertTrue(open().structures.get().get(1).volumeMl() > 0);
        screenshot("measures");
    }

    @Test
    void trainingIsShownAndCancelled() throws Exception {
        engine.mayPropagate = new CountDownLatch(1);
        openBall();
        paintOn(12);
        robot.clickOn("#train");
        await(() -> studio.model().fewShot().losses().size() == NearestSeedEngine.STEPS);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(robot.lookup("#cancel-run").query().isVisible());
        robot.clickOn("#show-jobs");
        await(() -> robot.lookup(".task-list-cell").tryQuery().isPresent());
        assertTrue(robot.lookup(".task-title").queryAll().stream()
                .anyMatch(title -> ((Labeled) title).getText().equals("Segmenting")));
        fx(() -> {
            Screenshots.take(robot.lookup("#jobs").query().getScene(), "jobs");
            return true;
        });
        robot.clickOn("#show-jobs");
        screenshot("training");
        paintOn(5);
        assertEquals(1, open().map().at(32, 28, 5), "painting goes on while the model trains");
        robot.clickOn("#cancel-run");
        await(() -> !studio.model().fewShot().runningProperty().get());
        assertEquals(
                Optional.of(Ending.CANCELLED),
                studio.model().fewShot().outcomeProperty().get().map(FewShot.Outcome::ending));
        assertEquals(Set.of(5, 12), open().map().slicesWith(open().layout(Plane.AXIAL), 1));
    }

    @Test
    void theWheelTurnsSlicesAndControlWheelZooms() throws Exception {
        openBall();
        int before = open().crosshair.get().k();
        SliceView view = view("#view-axial");
        fx(() -> turnWheel(view, -80, false));
        assertEquals(before - 2, open().crosshair.get().k(), "towards the feet");
        fx(() -> turnWheel(view, 120, true));
        assertEquals(before - 2, open().crosshair.get().k());
        assertTrue(view.transform().orElseThrow().zoom() > 1.2);
        robot.push(KeyCode.F);
        await(() -> Math.abs(view.transform().orElseThrow().zoom() - 1) < 1e-9);
    }

    @Test
    void theRightButtonDragsTheWindowAndNumbersChooseOne() throws Exception {
        openBall();
        Window before = open().window.get();
        robot.moveTo("#view-axial").press(MouseButton.SECONDARY).moveBy(40, 0).release(MouseButton.SECONDARY);
        await(() -> open().window.get().width() > before.width());
        robot.push(KeyCode.DIGIT2);
        await(() -> open().window.get().equals(WindowPreset.LUNG.window()));
    }

    @Test
    void shiftClickMovesTheCrosshairOfAllViews() throws Exception {
        openBall();
        robot.push(KeyCode.B);
        robot.press(KeyCode.SHIFT);
        robot.clickOn(onScreen("#view-axial", 20, 10));
        robot.release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(20, (int)
                open().layout(Plane.AXIAL).column(open().crosshair.get().index()));
        assertEquals(
                10, (int) open().layout(Plane.AXIAL).row(open().crosshair.get().index()));
        assertTrue(open().map().labels().isEmpty(), "nothing was painted");
    }

    @Test
    void spaceHidesTheMasksWhileItIsHeld() throws Exception {
        openBall();
        paintOn(12);
        robot.press(KeyCode.SPACE);
        await(() -> studio.model().display().masksHidden.get());
        robot.release(KeyCode.SPACE);
        await(() -> !studio.model().display().masksHidden.get());
    }

    @Test
    void theFinderRunsACommandByPartOfItsName() throws Exception {
        openBall();
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.P);
        await(() -> robot.lookup("#palette").query().isVisible());
        robot.write("radierer");
        screenshot("palette");
        robot.push(KeyCode.ENTER);
        await(() -> studio.model().toolbox().tool.get() == ToolKind.ERASER);
        assertFalse(robot.lookup("#palette").query().isVisible());
        robot.push(KeyCode.N);
        await(() -> studio.model().toolbox().tool.get() == ToolKind.NAVIGATE);
    }

    @Test
    void keysAreChangedAndTakenFromAnotherCommand() throws Exception {
        openBall();
        robot.push(KeyCode.F1);
        await(() -> robot.lookup("#keys-brush").tryQuery().isPresent());
        fx(() -> {
            robot.lookup("#keys-brush").queryButton().fire();
            return true;
        });
        robot.push(KeyCode.E);
        await(() -> robot.lookup("#keys-take").tryQuery().isPresent());
        fx(() -> {
            Screenshots.take(robot.lookup("#keys-page").query().getScene(), "keys");
            robot.lookup("#keys-take").queryButton().fire();
            return true;
        });
        assertEquals(Map.of("brush", "E", "eraser", ""), preferences.settings().keys());
        robot.push(KeyCode.ESCAPE);
        await(() -> robot.lookup("#keys-page").tryQuery().isEmpty());
        robot.push(KeyCode.E);
        await(() -> studio.model().toolbox().tool.get() == ToolKind.BRUSH);
    }

    @Test
    void theFirstStartSaysWhatTheProgramIsNotForAndWhatItComputesOn() throws Exception {
        await(() -> studio.model().notices().items().size() == 2);
        List<String> said = studio.model().notices().items().stream()
                .map(Notices.Notice::text)
                .toList();
        assertTrue(said.getFirst().contains("not a medical device"), said.toString());
        assertTrue(
                said.getLast()
                        .contains(studio.model().fewShot().deviceNameProperty().get()),
                said.toString());
        assertTrue(preferences.greeted.get());
        screenshot("first-start");
    }

    @Test
    void theTourHasFiveStepsStartsOnceByItselfAndAgainOnDemand() throws Exception {
        Path file = folder.resolve("ball.nii.gz");
        Images.write(Ball.CT, file);
        fx(() -> {
            studio.beginWith(file, Optional.empty());
            return true;
        });
        await(() -> robot.lookup("#tour").query().isVisible());
        assertTrue(preferences.toured.get());
        awaitFrames();
        for (int step = 1; step <= 5; step++) {
            assertTrue(robot.lookup(step + " of 5").tryQuery().isPresent(), "step " + step);
            screenshot("tour-" + step);
            robot.push(KeyCode.ENTER);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertFalse(robot.lookup("#tour").query().isVisible());
        fx(() -> {
            studio.commands().get("tour").run();
            return true;
        });
        assertTrue(robot.lookup("#tour").query().isVisible());
        robot.push(KeyCode.ESCAPE);
        await(() -> !robot.lookup("#tour").query().isVisible());
    }

    @Test
    void aFolderOfScansIsWorkedThroughWithOneKey() throws Exception {
        Files.createDirectory(folder.resolve("scans"));
        for (String name : List.of("a", "b", "c")) {
            Images.write(Ball.CT, folder.resolve("scans").resolve(name + ".nii.gz"));
        }
        prompts.image = Optional.of(folder.resolve("scans"));
        robot.clickOn("#welcome-openFolder");
        await(() -> studio.model().workspace().open().isPresent());
        awaitFrames();
        assertEquals("a", open().study().name());
        assertEquals(3, studio.model().scans().items().size());
        paintOn(12);
        assertEquals(List.of(Settings.Progress.IN_WORK), List.copyOf(preferences.progress.values()));
        robot.push(KeyCode.SHORTCUT, KeyCode.D);
        await(() -> preferences.progress.containsValue(Settings.Progress.DONE));
        await(() -> robot.lookup("1 of 3 done").tryQuery().isPresent());
        screenshot("scans");
        OpenStudy first = open();
        robot.push(KeyCode.SHORTCUT, KeyCode.N);
        await(() -> open() != first);
        assertEquals("b", open().study().name());
        fx(() -> {
            open().addLabel("add");
            return true;
        });
        robot.push(KeyCode.SHORTCUT, KeyCode.N);
        await(() -> open().study().name().equals("c"));
        robot.push(KeyCode.SHORTCUT, KeyCode.N);
        await(() -> open().study().name().equals("b")); // a is done
        assertEquals(1, open().labels().size(), "the work is back");
        assertEquals(2, preferences.progress.size());
        assertTrue(preferences.recent().getFirst().endsWith("b.nii.gz"));
    }

    @Test
    void aSecondImageIsMixedInAndStandsBeside() throws Exception {
        openBall();
        Path second = folder.resolve("second.nii.gz");
        Images.write(Ball.CT, second);
        prompts.image = Optional.of(second);
        robot.push(KeyCode.SHORTCUT, KeyCode.I);
        await(() -> open().second.get().isPresent());
        awaitFrames();
        assertTrue(robot.lookup("#fusion").query().isVisible());
        assertTrue(studio.model().notices().items().stream()
                .noneMatch(notice -> notice.text().contains("same place")));
        robot.push(KeyCode.SHIFT, KeyCode.S);
        await(() -> robot.lookup("#view-axial-second").tryQuery().isPresent()
                && view("#view-axial-second").isUpToDate());
        awaitFrames();
        screenshot("side-by-side");
        fx(() -> {
            studio.commands().get("closeSecond").run();
            return true;
        });
        await(() -> robot.lookup("#view-axial-second").tryQuery().isEmpty());
    }

    @Test
    void lettersTypedAsANameAreNoCommands() throws Exception {
        openBall();
        robot.clickOn("#add-label");
        await(() -> open().labels().size() == 1
                && robot.lookup(".label-row .text-field").query().isFocused());
        robot.write("Bone").push(KeyCode.ENTER);
        await(() -> open().labels().getFirst().name().equals("Bone"));
        assertEquals(ToolKind.NAVIGATE, studio.model().toolbox().tool.get());
    }

    @Test
    void aFileThatIsNoImageIsRefusedInOneSentence() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no image");
        prompts.image = Optional.of(text);
        robot.clickOn("#welcome-openImage");
        await(() -> studio.model().notices().items().getLast().kind() == Notices.Kind.ERROR);
        Notices.Notice notice = studio.model().notices().items().getLast();
        assertTrue(notice.text().contains("notes.txt"), notice.text());
        assertFalse(notice.text().contains("Exception"), notice.text());
        WaitForAsyncUtils.waitForFxEvents();
        screenshot("refused");
    }

    @Test
    void labelsGoToDicomAndComeBackWithTheirNames() throws Exception {
        openSeries();
        paintOn(12);
        fx(() -> {
            open().changeLabel("rename", 1, label -> label.named("Liver"));
            return true;
        });
        LabelMap painted = open().map();
        for (LabelForm form : List.of(LabelForm.SEGMENTATION, LabelForm.STRUCTURES)) {
            Path saved = folder.resolve("out" + form.ending());
            prompts.target = Optional.of(saved);
            fx(() -> {
                studio.commands().get("export." + form).action().run();
                return true;
            });
            await(() -> Files.exists(saved) && !open().unsaved.get());
            fx(() -> {
                open().deleteLabel("delete", 1);
                return true;
            });
            prompts.labels = Optional.of(saved);
            robot.push(KeyCode.SHORTCUT, KeyCode.L);
            await(() -> !open().labels().isEmpty());
            assertEquals("Liver", open().labels().getFirst().name());
            for (long p = 0; p < Ball.GRID.extent().voxels(); p++) {
                assertEquals(painted.at(p), open().map().at(p), form::toString);
            }
        }
    }

    @Test
    void aSeriesIsCopiedWithItsLabelsAndWithoutThePatient() throws Exception {
        openSeries();
        paintOn(12);
        Path copies = folder.resolve("copies");
        prompts.copy = Optional.of(new CopyOrder(copies, Set.of(), "ANON7"));
        fx(() -> {
            studio.commands().get("exportDeidentified").action().run();
            return true;
        });
        await(() -> Files.exists(copies));
        LabelMap labels = Labels.read(copies.resolve("series-02/00001.dcm"));
        assertFalse(labels.labels().isEmpty());
        assertTrue(Images.open(copies).volume().grid().matches(Ball.GRID, 1e-3));
    }

    @Test
    void theDialogAsksWhatACopyMayKeep() throws Exception {
        AtomicReference<Optional<DeidentifyDialog.Choice>> answer = new AtomicReference<>(Optional.empty());
        Platform.runLater(() -> answer.set(new DeidentifyDialog(stage, Texts.in(Locale.ENGLISH)).showAndWait()));
        await(() -> robot.lookup("#deidentify-patient").tryQuery().isPresent());
        fx(() -> {
            TextField patient = robot.lookup("#deidentify-patient").queryAs(TextField.class);
            Screenshots.take(patient.getScene(), "deidentify");
            Button ok = (Button) ((DialogPane) patient.getScene().getRoot()).lookupButton(ButtonType.OK);
            patient.setText("a\\b");
            assertTrue(ok.isDisabled(), "a backslash is no part of a name");
            patient.setText("ANON7");
            ok.fire();
            return true;
        });
        await(() -> answer.get().equals(Optional.of(new DeidentifyDialog.Choice(Set.of(), "ANON7"))));
    }

    @Test
    void aSeriesWithAMissingSliceIsReadOnlyAsThePersonChooses() throws Exception {
        Path series = folder.resolve("ct");
        CtSeriesWriter.write(Ball.CT, series, "Ball");
        Files.delete(series.resolve("slice-011.dcm"));
        prompts.image = Optional.of(series);
        prompts.choice = choices -> Optional.empty();
        robot.clickOn("#welcome-openImage");
        await(() -> !prompts.offered.isEmpty());
        assertEquals(
                List.of(Remedy.RESAMPLE, Remedy.LONGEST_EVEN_RUN),
                prompts.offered.stream().map(c -> c.place().remedy()).toList());
        assertTrue(prompts.offered.getFirst().note().endsWith("1 slice is missing"), prompts.offered::toString);
        assertTrue(studio.model().workspace().open().isEmpty(), "nothing is opened unless it is chosen");
        prompts.choice = choices -> Optional.of(choices.getLast());
        robot.clickOn("#welcome-openImage");
        await(() -> studio.model().workspace().open().isPresent());
        assertEquals(13, open().grid().extent().nz(), "the longer run beside the gap");
        assertTrue(studio.model().notices().items().stream()
                .anyMatch(notice -> notice.text().contains("not read as it is stored")));
    }

    @Test
    void theDialogShowsWhatIsWrongAndWhatCanBeChosen() throws Exception {
        ImageChoice odd = new ImageChoice(
                "CT \"Body 3.0\", 20 slices of 512×512: resample onto an even, upright grid",
                "CT \"Body 3.0\", 20 slices of 512×512 cannot be read as it is: its slices are unevenly spaced, 1.08"
                        + " to 7.00 mm apart",
                "Body 3.0",
                ScanPlace.of(folder).with(Remedy.RESAMPLE));
        ImageChoice plain = new ImageChoice("MR \"T2\", 15 slices of 320×320", "", "T2", ScanPlace.of(folder));
        AtomicReference<Optional<ImageChoice>> answer = new AtomicReference<>(Optional.empty());
        Platform.runLater(() ->
                answer.set(new ImageChoiceDialog(stage, Texts.in(Locale.ENGLISH), List.of(odd, plain)).showAndWait()));
        await(() -> robot.lookup("#image-choices").tryQuery().isPresent());
        fx(() -> {
            Screenshots.take(robot.lookup("#image-choices").query().getScene(), "image-choice");
            ListView<ImageChoice> list = robot.lookup("#image-choices").queryListView();
            list.getSelectionModel().select(plain);
            ((Button) ((DialogPane) list.getScene().getRoot()).lookupButton(ButtonType.OK)).fire();
            return true;
        });
        await(() -> answer.get().equals(Optional.of(plain)));
    }

    private void openSeries() throws Exception {
        Path series = folder.resolve("ct");
        CtSeriesWriter.write(Ball.CT, series, "Ball");
        prompts.image = Optional.of(series);
        robot.clickOn("#welcome-openImage");
        await(() -> studio.model().workspace().open().isPresent());
        assertTrue(prompts.offered.isEmpty(), "one plain series is opened without a question");
        awaitFrames();
    }

    @Test
    void theModelsPageShowsWhatIsInUseAndWhatCanBeHad() throws Exception {
        fx(() -> {
            studio.commands().get("models").action().run();
            return true;
        });
        await(() -> robot.lookup("#model-nano").tryQuery().isPresent());
        assertTrue(robot.lookup("In use").tryQuery().isPresent());
        assertTrue(robot.lookup("#model-sam2-1_hiera_tiny").tryQuery().isPresent());
        assertEquals(
                8,
                robot.lookup((javafx.scene.Node node) ->
                                node instanceof Button button && "Download".equals(button.getText()))
                        .queryAll()
                        .size());
        assertTrue(robot.lookup("SAM 2.1, tiny. Licence: Apache-2.0, Meta Platforms, Inc.")
                .tryQuery()
                .isPresent());
        fx(() -> {
            var page = robot.lookup("#models-page").query().getScene();
            Screenshots.take(page, "models");
            ((Button) ((DialogPane) page.getRoot()).lookupButton(ButtonType.CLOSE)).fire();
            return true;
        });
    }

    @Test
    void clicksOutlineWhatEnterTakesAndEscapeDrops() throws Exception {
        openBall();
        showAxial(12);
        robot.push(KeyCode.K);
        clickOn(30, 27);
        await(() -> studio.model().assist().answersProperty().get() == 1);
        assertEquals(Set.of(), open().map().labels());
        clickOn(30, 25);
        await(() -> studio.model().assist().answersProperty().get() == 2);
        robot.push(KeyCode.ENTER);
        await(() -> open().map().labels().equals(Set.of(1)));
        assertEquals(1, labelAt(30, 30));
        assertEquals(0, labelAt(30, 25), "the second click took that place away");
        assertEquals(Review.SEED, reviewOf(12));
        LabelMap accepted = open().map();
        clickOn(30, 40);
        await(() -> studio.model().assist().answersProperty().get() == 3);
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(accepted, open().map());
    }

    private int labelAt(int column, int row) {
        return open().map().at(open().layout(Plane.AXIAL).walk(12).at(column, row));
    }

    private Review reviewOf(int slice) {
        return open().state(1, slice).map(state -> state.review()).orElse(Review.SEED);
    }

    private void clickOn(double column, double row) throws Exception {
        robot.clickOn(onScreen("#view-axial", column, row));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void showAxial(int slice) throws Exception {
        fx(() -> {
            open().crosshair.set(open().crosshair.get().onSlice(open().layout(Plane.AXIAL), slice));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void openBall() throws Exception {
        Path file = folder.resolve("ball.nii.gz");
        Images.write(Ball.CT, file);
        prompts.image = Optional.of(file);
        robot.clickOn("#welcome-openImage");
        await(() -> studio.model().workspace().open().isPresent());
        awaitFrames();
    }

    private void paintOn(int slice) throws Exception {
        robot.push(KeyCode.B);
        dragAcross(slice);
        await(() -> open().census.get().map() == open().map());
    }

    /** Drags with the chosen tool across the middle of an axial slice. */
    private void dragAcross(int slice) throws Exception {
        showAxial(slice);
        robot.moveTo(onScreen("#view-axial", 24, 27)).press(MouseButton.PRIMARY);
        robot.moveTo(onScreen("#view-axial", 38, 27)).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private javafx.geometry.Point2D onScreen(String view, double column, double row) throws Exception {
        SliceView slice = view(view);
        ViewTransform t = slice.transform().orElseThrow();
        return fx(() -> slice.localToScreen(t.x(column), t.y(row)));
    }

    private void awaitFrames() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        await(() -> view("#view-axial").isUpToDate()
                && view("#view-coronal").isUpToDate()
                && view("#view-sagittal").isUpToDate());
    }

    /** The first label's orange is somewhere in the view. */
    private void assertMaskIsDrawn(String id) throws Exception {
        SliceView view = view(id);
        boolean found = fx(() -> {
            var picture = view.snapshot(null, null);
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    if ((picture.getPixelReader().getArgb(x, y) & 0xFFFFFF) == 0xE69F00) {
                        return true;
                    }
                }
            }
            return false;
        });
        assertTrue(found, id);
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

    private SliceView view(String id) {
        return robot.lookup(id).queryAs(SliceView.class);
    }

    private OpenStudy open() {
        return studio.model().workspace().open().orElseThrow();
    }

    private boolean engineWasOpened() {
        return !studio.model().fewShot().deviceNameProperty().get().isEmpty();
    }

    private void screenshot(String name) throws Exception {
        fx(() -> {
            Screenshots.take(stage.getScene(), name);
            return true;
        });
    }

    private static <T> T fx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(30, TimeUnit.SECONDS);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, () -> fx(condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
