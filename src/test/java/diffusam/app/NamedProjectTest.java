package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.Images;
import diffusam.project.Project;
import diffusam.viewer.Crosshair;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that the user saves and opens by name. */
class NamedProjectTest {
    @TempDir
    private Path temp;

    private final Windows windows = new Windows();
    private Path image;
    private Path project;
    private Path work;

    @BeforeEach
    void writeImage() throws IOException {
        image = Files.createDirectories(temp.resolve("study/scan")).resolve("ball.nii.gz");
        project = temp.resolve("study/liver.dsam");
        work = temp.resolve("work");
        Images.write(Ball.CT, image);
    }

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    @Test
    void aProjectOpensOnAnotherComputerAsItWasSaved() throws IOException {
        Workspace window = windows.open(work);
        OpenStudy saved = painted(window);
        saved.crosshair.set(new Crosshair(saved.grid(), 3, 4, 5));
        saved.window.set(Window.ofCenterWidth(-600, 1500));
        windows.saveAs(window, project);
        assertFalse(saved.unsaved.get());
        paint(saved, 7);
        windows.closeWindows();
        Files.move(temp.resolve("study"), temp.resolve("there"));

        OpenStudy opened = windows.open(windows.open(temp.resolve("other work")), temp.resolve("there/liver.dsam"));
        assertEquals(List.of(), windows.prompts.asked);
        assertEquals("Liver", opened.selected().orElseThrow().name());
        assertEquals(new Crosshair(saved.grid(), 3, 4, 5), opened.crosshair.get());
        assertEquals(Window.ofCenterWidth(-600, 1500), opened.window.get());
        assertEquals(saved.annotation().states(), opened.annotation().states());
        assertEquals(1, opened.map().at(7, 5, 5), "changes after saving are in the project too");
        opened.take(opened.undoing().orElseThrow().taken());
        assertEquals(0, opened.map().at(7, 5, 5));
        assertFalse(Files.exists(temp.resolve("other work")));
    }

    @Test
    void aMissingImageIsAskedForAndFoundByItsContentUnderAnotherName() throws IOException {
        save();
        Path elsewhere = Files.createDirectories(temp.resolve("disk/a/b")).resolve("renamed.nii.gz");
        Files.move(image, elsewhere);
        windows.prompts.imagePlace = Optional.of(temp.resolve("disk"));
        windows.open(windows.open(temp.resolve("other work")), project);
        assertEquals(1, windows.prompts.asked.size());
        assertTrue(windows.prompts.asked.getFirst().contains("ball.nii.gz"), windows.prompts.asked.toString());
        windows.closeWindows();
        windows.open(windows.open(temp.resolve("other work")), project);
        assertEquals(1, windows.prompts.asked.size(), "the project knows the new place");
    }

    @Test
    void anotherImageOfTheSameNameIsNotTakenForTheRightOne() throws IOException {
        save();
        Files.write(image, new byte[50]);
        windows.open(temp.resolve("other work")).openStudy(project);
        windows.await(() -> !windows.prompts.asked.isEmpty());
        assertTrue(windows.prompts.asked.getFirst().contains("is not where it was"));
    }

    @Test
    void aProjectOfANewerProgramIsRefusedAndWhatIsOpenStaysOpen() throws IOException {
        save();
        Path list = project.resolve("project.json");
        String newer = Files.readString(list).replaceFirst("\"version\" : \\d+", "\"version\" : 99");
        Files.writeString(list, newer);
        Path other = temp.resolve("other.nii.gz");
        Images.write(Ball.CT, other);
        Workspace window = windows.open(temp.resolve("other work"));
        OpenStudy open = windows.open(window, other);
        window.openStudy(project);
        windows.await(() -> !windows.notices.items().isEmpty());
        assertTrue(windows.said().contains("newer version of the program"), windows.said());
        assertEquals(Optional.of(open), window.open());
        assertEquals(newer, Files.readString(list), "nothing was changed");
        paint(open, 5);
        windows.closeWindows();
        OpenStudy again = windows.open(windows.open(temp.resolve("other work")), other);
        assertEquals(1, again.map().at(5, 5, 5), "it went on being kept");
    }

    @Test
    void theImageOpensWithTheProjectThatItsWorkWasSavedTo() throws IOException {
        Workspace window = windows.open(work);
        painted(window);
        windows.saveAs(window, project);
        paint(window.open().orElseThrow(), 7);
        windows.closeWindows();
        Workspace second = windows.open(work);
        OpenStudy opened = windows.open(second, image);
        assertEquals(1, opened.map().at(7, 5, 5));
        assertEquals(Optional.of(project), second.keeper().namedProperty().get());
        assertTrue(second.keeper().isSafeInNamed());
    }

    @Test
    void aProjectThatIsGoneIsToldAndTheWorkBeforeItIsShown() throws IOException {
        save();
        Files.move(project, temp.resolve("hidden"));
        Workspace window = windows.open(work);
        OpenStudy opened = windows.open(window, image);
        assertEquals(1, opened.map().at(5, 5, 5));
        assertTrue(windows.notices.items().stream().anyMatch(n -> n.text().contains("cannot be used")));
        assertEquals(Optional.empty(), window.keeper().namedProperty().get());
    }

    @Test
    void whatOneWindowHasIsTakenOverByAnother() {
        Workspace first = windows.open(work);
        OpenStudy before = painted(first);
        windows.saveAs(first, project);
        Notices told = windows.notices;
        windows.prompts.takeOver = true;
        OpenStudy taken = windows.open(windows.open(temp.resolve("other work")), project);
        assertEquals(1, windows.prompts.asked.size());
        assertEquals(before.annotation().states(), taken.annotation().states());
        windows.await(() -> told.items().stream().anyMatch(n -> n.text().contains("taken over")));
        assertFalse(first.keeper().isSafeInNamed(), "leaving that window asks");
        paint(taken, 8);
    }

    @Test
    void workThatCouldNotBeKeptIsSavedWholeElsewhere() throws IOException {
        Workspace window = windows.open(
                Files.writeString(temp.resolve("file"), "in the way").resolve("work"));
        OpenStudy study = painted(window);
        windows.await(() -> !windows.notices.items().isEmpty());
        assertTrue(windows.said().contains("not kept"), windows.said());
        windows.saveAs(window, project);
        paint(study, 9);
        windows.closeWindows();
        assertTrue(windows.notices.items().stream().anyMatch(n -> n.text().contains("will not lead to")));
        var kept = Project.read(project);
        assertEquals(1, kept.annotation().map().at(5, 5, 5));
        assertEquals(study.annotation().states(), kept.annotation().states());
    }

    @Test
    void aFolderWithOtherFilesIsNotOverwritten() throws IOException {
        Workspace window = windows.open(work);
        painted(window);
        window.keeper().saveAs(image.getParent(), () -> {});
        windows.await(() -> !windows.notices.items().isEmpty());
        assertTrue(windows.said().contains("is not empty"), windows.said());
        assertTrue(Files.exists(image));
    }

    private void save() {
        Workspace window = windows.open(work);
        painted(window);
        windows.saveAs(window, project);
        windows.closeWindows();
    }

    private OpenStudy painted(Workspace window) {
        OpenStudy study = windows.open(window, image);
        study.list().add("add");
        study.list().change("rename", 1, label -> label.named("Liver"));
        paint(study, 5);
        return study;
    }

    private static void paint(OpenStudy study, int i) {
        if (study.labels().isEmpty()) {
            study.list().add("add");
        }
        study.paint("brush", study.map().edit().set(i, 5, 5, 1).build(), Plane.AXIAL);
    }
}
