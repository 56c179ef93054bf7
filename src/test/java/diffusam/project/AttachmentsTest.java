package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.AnnotationEdit;
import diffusam.volume.Plane;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside the labels: checkpoints of long jobs, and trained priors. */
class AttachmentsTest {
    @TempDir
    private Path temp;

    @Test
    void aCheckpointIsFoundAfterARestart() throws IOException {
        Path folder = temp.resolve("a.dsam");
        byte[] bytes = new byte[100_000];
        bytes[70_000] = 7;
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            project.checkpoints().put("training", out -> out.write(1));
            project.checkpoints().put("training", out -> out.write(bytes));
            project.checkpoints().put("features-12", out -> {});
        }
        try (Project project = Project.open(Work.place(folder), Takeover.NEVER)) {
            Checkpoints checkpoints = project.checkpoints();
            assertEquals(List.of("features-12", "training"), checkpoints.names());
            try (InputStream in = checkpoints.open("training").orElseThrow()) {
                assertArrayEquals(bytes, in.readAllBytes());
            }
            checkpoints.remove("training");
            assertTrue(checkpoints.open("training").isEmpty());
            assertThrows(IllegalArgumentException.class, () -> checkpoints.open("../project"));
        }
    }

    @Test
    void aDamagedCheckpointCountsAsNone() throws IOException {
        Path folder = temp.resolve("a.dsam");
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            project.checkpoints().put("training", out -> out.write(new byte[50]));
            Path file = folder.resolve("checkpoints/training.checkpoint");
            byte[] bytes = Files.readAllBytes(file);
            bytes[20] ^= 1;
            Files.write(file, bytes);
            assertTrue(project.checkpoints().open("training").isEmpty());
            Files.write(file, new byte[3]);
            assertTrue(project.checkpoints().open("training").isEmpty());
        }
    }

    @Test
    void aCheckpointThatFailsLeavesTheOneBefore() throws IOException {
        Path folder = temp.resolve("a.dsam");
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            project.checkpoints().put("training", out -> out.write(5));
            assertThrows(
                    ProjectException.class,
                    () -> project.checkpoints().put("training", out -> {
                        out.write(6);
                        throw new IOException("out of memory");
                    }));
            try (InputStream in = project.checkpoints().open("training").orElseThrow()) {
                assertArrayEquals(new byte[] {5}, in.readAllBytes());
            }
        }
    }

    @Test
    void aTrainedPriorStaysWhenStrokesAreTakenBackButIsOutOfDate() throws IOException {
        Path folder = temp.resolve("a.dsam");
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            paint(project, 5);
            keepPrior(project, "diffusam-1", new byte[] {1, 2, 3});
            SeedPrint trained = project.priors().getFirst().seeds();
            paint(project, 600); // on another slice
            assertEquals(trained, seeds(project));
            project.undo();
            project.undo();
        }
        try (Project project = Project.open(Work.place(folder), Takeover.NEVER)) {
            PriorReference prior = project.priors().getFirst();
            assertNotEquals(prior.seeds(), seeds(project));
            project.redo();
            assertEquals(prior.seeds(), seeds(project));
            try (InputStream in = project.priorFiles().open(prior)) {
                assertArrayEquals(new byte[] {1, 2, 3}, in.readAllBytes());
            }
        }
    }

    @Test
    void seedsDifferIfALabelIsKnownElsewhereToo() throws IOException {
        try (Project project = Project.create(Work.place(temp.resolve("a.dsam")), Work.blank())) {
            paint(project, 5);
            SeedPrint more = SeedPrint.of(project.annotation().map(), Plane.AXIAL, Map.of(1, Set.of(0, 3)));
            assertNotEquals(more, seeds(project));
        }
    }

    @Test
    void aPriorReplacesThatOfTheSameLabelsWhoseFileGoesWithTheLastSaveThatNamesIt() throws IOException {
        Path folder = temp.resolve("a.dsam");
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            keepPrior(project, "diffusam-1", new byte[] {1});
            project.save().join();
            keepPrior(project, "diffusam-2", new byte[] {2});
            assertEquals(1, project.priors().size());
            Files.write(folder.resolve("priors/left-by-a-kill.prior"), new byte[9]);
        }
        try (Project project = Project.open(Work.place(folder), Takeover.NEVER)) {
            assertEquals("diffusam-2", project.priors().getFirst().name());
            assertEquals(2, priorFiles(folder), "the save before needs the first one");
            paint(project, 1);
        }
        Project.open(Work.place(folder), Takeover.NEVER).close();
        assertEquals(1, priorFiles(folder));
    }

    @Test
    void aDamagedPriorIsRefusedAndACopyTakesPriorsAlong() throws IOException {
        Path folder = temp.resolve("a.dsam");
        Path copy = temp.resolve("b.dsam");
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            keepPrior(project, "diffusam-1", new byte[] {9});
            project.checkpoints().put("run", out -> out.write(4));
            PriorReference prior = project.priors().getFirst();
            Project.createCopy(folder, project.content(), copy, Work.SETTINGS, notice -> {})
                    .close();
            Files.writeString(folder.resolve("priors").resolve(prior.file().name()), "x");
            ProjectException e = assertThrows(
                    ProjectException.class, () -> project.priorFiles().open(prior));
            assertTrue(e.sentence().contains("train it again"), e.sentence());
            try (Project other = Project.open(Work.place(copy), Takeover.NEVER);
                    InputStream in = other.priorFiles().open(prior)) {
                assertEquals(9, in.read());
                assertEquals(List.of("run"), other.checkpoints().names());
            }
        }
    }

    @Test
    void aCopyIsMadeWithoutAPriorThatCannotBeRead() throws IOException {
        Path folder = temp.resolve("a.dsam");
        List<Notice> notices = new ArrayList<>();
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            paint(project, 5);
            keepPrior(project, "diffusam-1", new byte[] {9});
            Files.delete(folder.resolve("priors")
                    .resolve(project.priors().getFirst().file().name()));
            try (Project copy = Project.createCopy(
                    folder, project.content(), temp.resolve("b.dsam"), Work.SETTINGS, notices::add)) {
                assertEquals(List.of(), copy.priors());
                assertEquals(1, copy.annotation().map().at(5));
            }
        }
        assertEquals(Notice.Kind.PRIOR_LEFT, notices.getFirst().kind());
    }

    private static void keepPrior(Project project, String name, byte[] bytes) throws IOException {
        FileEntry file = project.priorFiles().store(out -> out.write(bytes));
        project.keepPrior(
                new PriorReference(name, "nano", "diffusam", 150, file, seeds(project), "0.1.0", Instant.EPOCH));
    }

    private static SeedPrint seeds(Project project) {
        return SeedPrint.of(project.annotation().map(), Plane.AXIAL, Map.of(1, Set.of(0)));
    }

    private static long priorFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("priors"))) {
            return files.count();
        }
    }

    private static void paint(Project project, long position) {
        project.apply(
                "stroke",
                AnnotationEdit.ofVoxels(
                        project.annotation().map().edit().set(position, 1).build()));
    }
}
