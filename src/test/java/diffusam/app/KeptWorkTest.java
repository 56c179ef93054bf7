package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.annotation.AnnotationEdit;
import diffusam.io.Images;
import diffusam.project.Project;
import diffusam.project.ProjectContent;
import diffusam.volume.Plane;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that comes back, with this thread as the FX thread. */
class KeptWorkTest {
    @TempDir
    private Path temp;

    private final Windows windows = new Windows();
    private Path image;

    @BeforeEach
    void writeImage() throws IOException {
        image = temp.resolve("ball.nii.gz");
        Images.write(Ball.CT, image);
    }

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    @Test
    void whatWasPaintedBeforeAKillComesBackAndCanBeTakenBack() throws Exception {
        Path work = temp.resolve("work");
        OpenStudy before = openBall(window(work));
        assertFalse(Files.exists(work), "looking alone keeps nothing");
        before.list().add("add");
        before.list().change("rename", 1, label -> label.named("Liver"));
        paint(before, 5);
        paint(before, 6);
        before.take(before.undoing().orElseThrow().taken());
        before.take(before.redoing().orElseThrow().taken());
        before.extend(
                "brush",
                AnnotationEdit.ofVoxels(before.map().edit().set(7, 5, 5, 1).build()));
        windows.await(() -> isWritten(work, before));

        OpenStudy after = openBall(window(killedCopy(work)));
        assertSameLabels(before, after);
        assertEquals("Liver", after.selected().orElseThrow().name());
        assertTrue(after.unsaved.get());
        assertEquals(1, windows.notices.items().size());
        assertTrue(
                windows.notices.items().getFirst().text().contains("8 changes were recovered"),
                windows.notices.items().toString());
        after.take(after.undoing().orElseThrow().taken());
        assertEquals(0, after.map().at(6, 5, 5));
        assertEquals(0, after.map().at(7, 5, 5), "parts of one step are taken back together");
        assertEquals(1, after.map().at(5, 5, 5));
        after.take(after.undoing().orElseThrow().taken());
        assertTrue(after.map().labels().isEmpty());
    }

    @Test
    void aStudyThatIsOpenedAgainGoesOnWhereItWasLeft() {
        Workspace window = window(temp.resolve("work"));
        OpenStudy first = openBall(window);
        first.list().add("add");
        paint(first, 5);
        OpenStudy second = openBall(window);
        assertSameLabels(first, second);
        assertFalse(second.unsaved.get());
        assertEquals(
                windows.texts.of("notice.workBack", "ball"),
                windows.notices.items().getLast().text());
        paint(second, 6);
        windows.closeWindows();
        assertSameLabels(second, openBall(window(temp.resolve("work"))));
    }

    @Test
    void anotherWindowWithTheStudyPaintsWithoutKeeping() {
        Path work = temp.resolve("work");
        OpenStudy first = openBall(window(work));
        first.list().add("add");
        windows.await(() -> isWritten(work, first));
        OpenStudy second = openBall(window(work));
        second.list().add("add");
        paint(second, 5);
        windows.await(() -> !windows.notices.items().isEmpty());
        windows.closeWindows();
        assertEquals(1, windows.notices.items().size());
        assertTrue(windows.notices.items().getFirst().text().contains("another window"));
        assertEquals(1, second.map().at(5, 5, 5));
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldOnceAndPaintingGoesOn() throws IOException {
        Path noFolder = Files.writeString(temp.resolve("file"), "in the way");
        OpenStudy study = openBall(window(noFolder.resolve("work")));
        study.list().add("add");
        paint(study, 5);
        paint(study, 6);
        windows.closeWindows();
        assertEquals(1, windows.notices.items().size());
        assertTrue(windows.notices.items().getFirst().text().contains("not kept"));
        assertEquals(1, study.map().at(6, 5, 5));
    }

    @Test
    void nobodyElseMayReadTheWorkAndNothingTemporaryIsLeft() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path work = temp.resolve("home/work");
        Workspace window = window(work);
        OpenStudy study = openBall(window);
        study.list().add("add");
        paint(study, 5);
        windows.saveAs(window, temp.resolve("saved.dsam"));
        paint(study, 6);
        windows.closeWindows();
        for (Path place : List.of(temp.resolve("home"), temp.resolve("saved.dsam"))) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
            try (Stream<Path> all = Files.walk(place)) {
                assertEquals(
                        List.of(),
                        all.filter(file -> file.toString().endsWith(".part")).toList());
            }
        }
    }

    private Workspace window(Path work) {
        return windows.open(work);
    }

    private OpenStudy openBall(Workspace window) {
        return windows.open(window, image);
    }

    private static void paint(OpenStudy study, int i) {
        study.paint("brush", study.map().edit().set(i, 5, 5, 1).build(), Plane.AXIAL);
    }

    /** True if a kill would lose nothing: the newest change and what the image consists of are in the journal. */
    private static boolean isWritten(Path work, OpenStudy study) {
        try (Stream<Path> all = Files.list(work)) {
            ProjectContent content = Project.read(all.findFirst().orElse(work));
            return !content.images().isEmpty()
                    && content.annotation().labels().equals(study.annotation().labels())
                    && content.annotation().states().equals(study.annotation().states())
                    && content.annotation().map().at(7, 5, 5) == study.map().at(7, 5, 5);
        } catch (IOException e) {
            return false; // it is not there yet
        }
    }

    /** The files as a killed process leaves them; its lock is gone with it. */
    private Path killedCopy(Path work) throws IOException {
        Path copy = temp.resolve("copy");
        try (Stream<Path> all = Files.walk(work)) {
            for (Path file : all.sorted().filter(f -> !f.endsWith("owner.json")).toList()) {
                Files.copy(file, copy.resolve(work.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static void assertSameLabels(OpenStudy expected, OpenStudy actual) {
        assertEquals(expected.labels(), actual.labels());
        assertEquals(expected.annotation().states(), actual.annotation().states());
        for (long p = 0; p < Ball.GRID.extent().voxels(); p++) {
            assertEquals(expected.map().at(p), actual.map().at(p));
        }
    }
}
