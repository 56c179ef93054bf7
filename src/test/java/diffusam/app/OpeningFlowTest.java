package diffusam.app;

import static diffusam.app.StudioWindow.await;
import static diffusam.app.StudioWindow.fx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.Images;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.io.dicom.Remedy;
import diffusam.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Opening files, folders and series. With mouse and keys, in a window without a screen. */
class OpeningFlowTest {
    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.ENGLISH, false);

    @Test
    void withoutAStudyTheWindowSaysHowToBegin() throws Exception {
        await(() -> window.robot.lookup("#welcome-openImage").queryButton().isVisible());
        assertTrue(window.robot.lookup("#train").queryButton().isDisabled());
        assertTrue(window.robot
                .lookup("Research use, not a medical device")
                .tryQuery()
                .isPresent());
        window.screenshot("welcome");
    }

    @Test
    void aFolderOfScansIsWorkedThroughWithOneKey() throws Exception {
        Files.createDirectory(window.folder().resolve("scans"));
        for (String name : List.of("a", "b", "c")) {
            Images.write(Ball.CT, window.folder().resolve("scans").resolve(name + ".nii.gz"));
        }
        window.prompts.image = Optional.of(window.folder().resolve("scans"));
        window.robot.clickOn("#welcome-openFolder");
        window.awaitStudy();
        assertEquals("a", window.open().study().name());
        assertEquals(3, window.studio().model().scans().items().size());
        window.paintOn(12);
        assertEquals(List.of(Settings.Progress.IN_WORK), List.copyOf(window.preferences.progress.values()));
        window.robot.push(KeyCode.SHORTCUT, KeyCode.D);
        await(() -> window.preferences.progress.containsValue(Settings.Progress.DONE));
        await(() -> window.robot.lookup("1 of 3 done").tryQuery().isPresent());
        window.screenshot("scans");
        OpenStudy first = window.open();
        window.robot.push(KeyCode.SHORTCUT, KeyCode.N);
        await(() -> window.open() != first);
        assertEquals("b", window.open().study().name());
        fx(() -> {
            window.open().list().add("add");
            return true;
        });
        window.robot.push(KeyCode.SHORTCUT, KeyCode.N);
        await(() -> window.open().study().name().equals("c"));
        window.robot.push(KeyCode.SHORTCUT, KeyCode.N);
        await(() -> window.open().study().name().equals("b")); // a is done
        assertEquals(1, window.open().labels().size(), "the work is back");
        assertEquals(2, window.preferences.progress.size());
        assertTrue(window.preferences.recent().getFirst().endsWith("b.nii.gz"));
    }

    @Test
    void aSecondImageIsMixedInAndStandsBeside() throws Exception {
        window.openBall();
        Path second = window.folder().resolve("second.nii.gz");
        Images.write(Ball.CT, second);
        window.prompts.image = Optional.of(second);
        window.robot.push(KeyCode.SHORTCUT, KeyCode.I);
        await(() -> window.open().second.get().isPresent());
        window.awaitFrames();
        assertTrue(window.robot.lookup("#fusion").query().isVisible());
        assertTrue(window.studio().model().notices().items().stream()
                .noneMatch(notice -> notice.text().contains("same place")));
        window.robot.push(KeyCode.SHIFT, KeyCode.S);
        await(() -> window.robot.lookup("#view-axial-second").tryQuery().isPresent()
                && window.view("#view-axial-second").isUpToDate());
        window.awaitFrames();
        window.screenshot("side-by-side");
        window.run("closeSecond");
        await(() -> window.robot.lookup("#view-axial-second").tryQuery().isEmpty());
    }

    @Test
    void aFileThatIsNoImageIsRefusedInOneSentence() throws Exception {
        Path text = Files.writeString(window.folder().resolve("notes.txt"), "no image");
        window.prompts.image = Optional.of(text);
        window.robot.clickOn("#welcome-openImage");
        await(() -> window.studio().model().notices().items().getLast().kind() == Notices.Kind.ERROR);
        Notices.Notice notice = window.studio().model().notices().items().getLast();
        assertTrue(notice.text().contains("notes.txt"), notice.text());
        assertFalse(notice.text().contains("Exception"), notice.text());
        WaitForAsyncUtils.waitForFxEvents();
        window.screenshot("refused");
    }

    @Test
    void aSeriesWithAMissingSliceIsReadOnlyAsThePersonChooses() throws Exception {
        Path series = window.folder().resolve("ct");
        CtSeriesWriter.write(Ball.CT, series, "Ball");
        Files.delete(series.resolve("slice-011.dcm"));
        window.prompts.image = Optional.of(series);
        window.prompts.choice = choices -> Optional.empty();
        window.robot.clickOn("#welcome-openImage");
        await(() -> !window.prompts.offered.isEmpty());
        assertEquals(
                List.of(Remedy.RESAMPLE, Remedy.LONGEST_EVEN_RUN),
                window.prompts.offered.stream().map(c -> c.place().remedy()).toList());
        assertTrue(
                window.prompts.offered.getFirst().note().endsWith("1 slice is missing"),
                window.prompts.offered::toString);
        assertTrue(window.studio().model().workspace().open().isEmpty(), "nothing is opened unless it is chosen");
        window.prompts.choice = choices -> Optional.of(choices.getLast());
        window.robot.clickOn("#welcome-openImage");
        await(() -> window.studio().model().workspace().open().isPresent());
        assertEquals(13, window.open().grid().extent().nz(), "the longer run beside the gap");
        assertTrue(window.studio().model().notices().items().stream()
                .anyMatch(notice -> notice.text().contains("not read as it is stored")));
    }

    @Test
    void theDialogShowsWhatIsWrongAndWhatCanBeChosen() throws Exception {
        ImageChoice odd = new ImageChoice(
                "CT \"Body 3.0\", 20 slices of 512×512: resample onto an even, upright grid",
                "CT \"Body 3.0\", 20 slices of 512×512 cannot be read as it is: its slices are unevenly spaced, 1.08"
                        + " to 7.00 mm apart",
                "Body 3.0",
                ScanPlace.of(window.folder()).with(Remedy.RESAMPLE));
        ImageChoice plain = new ImageChoice("MR \"T2\", 15 slices of 320×320", "", "T2", ScanPlace.of(window.folder()));
        AtomicReference<Optional<ImageChoice>> answer = new AtomicReference<>(Optional.empty());
        Platform.runLater(() -> answer.set(
                new ImageChoiceDialog(window.stage(), Texts.in(Locale.ENGLISH), List.of(odd, plain)).showAndWait()));
        await(() -> window.robot.lookup("#image-choices").tryQuery().isPresent());
        fx(() -> {
            Screenshots.take(window.robot.lookup("#image-choices").query().getScene(), "image-choice");
            ListView<ImageChoice> list = window.robot.lookup("#image-choices").queryListView();
            list.getSelectionModel().select(plain);
            ((Button) ((DialogPane) list.getScene().getRoot()).lookupButton(ButtonType.OK)).fire();
            return true;
        });
        await(() -> answer.get().equals(Optional.of(plain)));
    }
}
