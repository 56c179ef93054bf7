package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.EditHistory;
import diffusam.annotation.Label;
import diffusam.io.nifti.NiftiReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    @TempDir
    private Path temp;

    private final List<Notice> notices = Work.noticeList();

    @Test
    void aClosedProjectOpensAsItWas() throws IOException {
        Path folder = temp.resolve("a.dsam");
        for (int seed = 0; seed < 20; seed++) {
            Project project = seed == 0 ? create(folder) : open(folder);
            Work work = new Work(seed).on(project);
            work.change(project, 40);
            project.close();
            assertTrue(project.recovery().isNothing());
            Work.assertSame(work.at(project.sequence()), Project.read(folder));
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void whatTheJournalHoldsIsReplayed() throws IOException {
        Path folder = temp.resolve("a.dsam");
        try (Project project = create(folder)) {
            Work work = new Work(1).on(project);
            long saved = 0;
            for (int n = 0; n < 10; n++) {
                work.change(project, 50);
                if (n % 3 == 1) {
                    project.save().join();
                    saved = project.sequence();
                }
                project.flush();
                Path copy = Work.copy(folder, temp.resolve("copy" + n));
                Work.assertSame(project.content(), Project.read(copy));
                try (Project again = open(copy)) {
                    Work.assertSame(project.content(), again.content());
                    assertFalse(again.recovery().isLoss());
                    assertEquals(project.sequence() - saved, again.recovery().replayed());
                }
            }
        }
    }

    @Test
    void twoHundredStepsAreTakenBackAfterARestart() throws IOException {
        Path folder = temp.resolve("a.dsam");
        int steps = 260;
        ProjectContent[] past = new ProjectContent[steps + 1];
        try (Project project = create(folder)) {
            for (int n = 0; n < steps; n++) {
                past[n] = project.content();
                project.apply(
                        "stroke",
                        AnnotationEdit.ofVoxels(project.annotation()
                                .map()
                                .edit()
                                .set(n * 3L, 1 + n % 3)
                                .build()));
            }
            past[steps] = project.content();
        }
        try (Project project = open(folder)) {
            for (int n = steps - 1; n >= 0; n--) {
                project.undo();
                Work.assertSame(past[n].annotation(), project.annotation());
            }
            assertFalse(project.canUndo());
        }
        try (Project project = open(folder)) {
            for (int n = 1; n <= steps; n++) {
                project.redo();
            }
            Work.assertSame(past[steps].annotation(), project.annotation());
        }
    }

    @Test
    void aPropagationIsTakenBackAsOneStepAlsoAcrossARestart() throws IOException {
        Path folder = temp.resolve("a.dsam");
        try (Project project = create(folder)) {
            project.extend("propagation", voxel(project, 10));
            project.extend("propagation", voxel(project, 20));
        }
        try (Project project = open(folder)) {
            project.extend("propagation", voxel(project, 30));
            EditHistory.Step step = project.undo();
            assertEquals(3, step.edits().size());
            assertTrue(project.annotation().map().labels().isEmpty());
        }
    }

    @Test
    void otherProgramsFindLabelsAsNifti() throws IOException {
        Path folder = temp.resolve("a.dsam");
        try (Project project = create(folder)) {
            project.apply("stroke", voxel(project, 77));
            project.apply("name", project.annotation().put(Label.of(1).named("Leber")));
        }
        Path labels;
        try (Stream<Path> files = Files.list(folder)) {
            labels = files.filter(f -> f.toString().endsWith(".nii.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        assertEquals(1, NiftiReader.read(labels).volume().value(77L));
        assertTrue(Files.readString(folder.resolve("project.json")).contains("Leber"));
    }

    @Test
    void theJournalShrinksByItselfWhenItHasGrown() throws IOException {
        Path folder = temp.resolve("a.dsam");
        ProjectSettings small = new ProjectSettings("0.1.0", 1 << 16, 5_000, Work.SETTINGS.clock());
        try (Project project = Project.create(folder, Work.blank(), small, notices::add)) {
            Work work = new Work(5).on(project);
            long before = 0;
            long now = journalBytes(folder);
            for (int n = 0; n < 2_000 && now >= before; n++) {
                work.change(project, 5);
                project.flush();
                before = now;
                now = journalBytes(folder);
            }
            assertTrue(now < before, "it only grew, to " + now + " bytes");
        }
    }

    @Test
    void aProjectOfANewerVersionIsLeftAlone() throws IOException {
        Path folder = temp.resolve("a.dsam");
        create(folder).close();
        Path json = folder.resolve("project.json");
        Files.writeString(json, Files.readString(json).replaceFirst("\"version\" : \\d+", "\"version\" : 999"));
        List<String> before = listing(folder);
        NewerProjectException e = assertThrows(NewerProjectException.class, () -> open(folder));
        assertTrue(e.getMessage().contains("newer version"), e.getMessage());
        assertEquals(before, listing(folder));
    }

    @Test
    void whatIsNoProjectIsSaidToBeNone() throws IOException {
        Files.writeString(temp.resolve("photo.txt"), "x");
        ProjectException e = assertThrows(ProjectException.class, () -> open(temp));
        assertTrue(e.getMessage().contains("is not a project"), e.getMessage());
        assertEquals(1, listing(temp).size());
        ProjectException gone = assertThrows(ProjectException.class, () -> open(temp.resolve("none")));
        assertTrue(gone.getMessage().contains("not there any more"), gone.getMessage());
        ProjectException full = assertThrows(ProjectException.class, () -> create(temp));
        assertTrue(full.getMessage().contains("not empty"), full.getMessage());
    }

    private AnnotationEdit voxel(Project project, long position) {
        return AnnotationEdit.ofVoxels(
                project.annotation().map().edit().set(position, 1).build());
    }

    private Project create(Path folder) throws ProjectException {
        return Project.create(folder, Work.blank(), Work.SETTINGS, notices::add);
    }

    private Project open(Path folder) throws ProjectException {
        return Project.open(folder, Work.SETTINGS, Takeover.NEVER, notices::add);
    }

    private static long journalBytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                bytes += file.toFile().length(); // 0 if the project has just removed it
            }
        }
        return bytes;
    }

    static List<String> listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName() + " " + f.toFile().length())
                    .sorted()
                    .toList();
        }
    }
}
