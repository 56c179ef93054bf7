package diffusam.app;

import static diffusam.app.StudioWindow.await;
import static diffusam.app.StudioWindow.fx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.volume.Plane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Keeping work, and giving it away. With mouse and keys, in a window without a screen. */
class SavingFlowTest {
    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.ENGLISH, false);

    @Test
    void aProjectIsSavedAndTheWindowIsLeftWithoutAQuestion() throws Exception {
        window.openBall();
        assertEquals("ball — DiffuSAM Studio (research use)", window.stage().getTitle());
        window.paintOn(9);
        assertEquals("• ball — DiffuSAM Studio (research use)", window.stage().getTitle());
        Path project = window.folder().resolve("liver.dsam");
        window.prompts.projectTarget = Optional.of(window.folder().resolve("liver"));
        window.robot.push(KeyCode.SHORTCUT, KeyCode.S);
        await(() -> window.stage().getTitle().startsWith("liver.dsam"));
        assertEquals(project.toString(), window.preferences.recent().getFirst());
        window.paintOn(12);
        await(() -> window.stage().getTitle().startsWith("• liver.dsam"));
        window.robot.push(KeyCode.SHORTCUT, KeyCode.S);
        await(() -> window.stage().getTitle().startsWith("liver.dsam"));
        window.paintOn(13);
        LabelMap painted = window.open().map();
        window.prompts.project = Optional.of(project);
        window.prompts.unsaved = Optional.empty();
        window.robot.push(KeyCode.SHORTCUT, KeyCode.P);
        await(() -> window.open().map() != painted && window.stage().getTitle().startsWith("liver.dsam"));
        assertEquals(List.of(), window.prompts.asked);
        assertEquals(painted.labels(), window.open().map().labels());
        assertEquals(
                Set.of(9, 12, 13), window.open().map().slicesWith(window.open().layout(Plane.AXIAL), 1));
    }

    @Test
    void leavingWorkWithoutAProjectIsAskedAbout() throws Exception {
        window.openBall();
        window.paintOn(9);
        window.prompts.unsaved = Optional.empty();
        window.robot.push(KeyCode.SHORTCUT, KeyCode.Q);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of("unsaved"), window.prompts.asked);
        assertTrue(window.stage().isShowing());
        window.prompts.unsaved = Optional.of(Prompts.Unsaved.DISCARD);
    }

    @Test
    void labelsGoToDicomAndComeBackWithTheirNames() throws Exception {
        openSeries();
        window.paintOn(12);
        fx(() -> {
            window.open().list().change("rename", 1, label -> label.named("Liver"));
            return true;
        });
        LabelMap painted = window.open().map();
        for (LabelForm form : List.of(LabelForm.SEGMENTATION, LabelForm.STRUCTURES)) {
            Path saved = window.folder().resolve("out" + form.ending());
            window.prompts.target = Optional.of(saved);
            window.run("export." + form);
            await(() -> Files.exists(saved) && !window.open().unsaved.get());
            fx(() -> {
                window.open().list().delete("delete", 1);
                return true;
            });
            window.prompts.labels = Optional.of(saved);
            window.robot.push(KeyCode.SHORTCUT, KeyCode.L);
            await(() -> !window.open().labels().isEmpty());
            assertEquals("Liver", window.open().labels().getFirst().name());
            for (long p = 0; p < Ball.GRID.extent().voxels(); p++) {
                assertEquals(painted.at(p), window.open().map().at(p), form::toString);
            }
        }
    }

    @Test
    void aSeriesIsCopiedWithItsLabelsAndWithoutThePatient() throws Exception {
        openSeries();
        window.paintOn(12);
        Path copies = window.folder().resolve("copies");
        window.prompts.copy = Optional.of(new CopyOrder(copies, Set.of(), "ANON7"));
        window.run("exportDeidentified");
        await(() -> Files.exists(copies));
        LabelMap labels = Labels.read(copies.resolve("series-02/00001.dcm"));
        assertFalse(labels.labels().isEmpty());
        assertTrue(Images.open(copies).volume().grid().matches(Ball.GRID, 1e-3));
    }

    @Test
    void theDialogAsksWhatACopyMayKeep() throws Exception {
        AtomicReference<Optional<DeidentifyDialog.Choice>> answer = new AtomicReference<>(Optional.empty());
        Platform.runLater(
                () -> answer.set(new DeidentifyDialog(window.stage(), Texts.in(Locale.ENGLISH)).showAndWait()));
        await(() -> window.robot.lookup("#deidentify-patient").tryQuery().isPresent());
        fx(() -> {
            TextField patient = window.robot.lookup("#deidentify-patient").queryAs(TextField.class);
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

    private void openSeries() throws Exception {
        Path series = window.folder().resolve("ct");
        CtSeriesWriter.write(Ball.CT, series, "Ball");
        window.prompts.image = Optional.of(series);
        window.robot.clickOn("#welcome-openImage");
        window.awaitStudy();
        assertTrue(window.prompts.offered.isEmpty(), "one plain series is opened without a question");
    }
}
