package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.AnnotationEdit;
import diffusam.volume.Plane;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
            FileEntry file = project.priorFiles().store(out -> out.write(new byte[] {1, 2, 3}));
            SeedPrint seeds = SeedPrint.of(project.annotation().map(), Plane.AXIAL, Set.of(0), Set.of(1));
            project.choosePriors(List.of(new PriorReference("liver", "nano", file, seeds, Instant.EPOCH)));
            paint(project, 600); // on another slice
            assertTrue(seeds.matches(project.annotation().map()));
            project.undo();
            project.undo();
        }
        try (Project project = Project.open(Work.place(folder), Takeover.NEVER)) {
            PriorReference prior = project.priors().getFirst();
            assertFalse(prior.seeds().matches(project.annotation().map()));
            project.redo();
            assertTrue(prior.seeds().matches(project.annotation().map()));
            try (InputStream in = project.priorFiles().open(prior)) {
                assertArrayEquals(new byte[] {1, 2, 3}, in.readAllBytes());
            }
        }
    }

    @Test
    void aDamagedPriorIsRefusedAndACopyTakesPriorsAlong() throws IOException {
        Path folder = temp.resolve("a.dsam");
        Path copy = temp.resolve("b.dsam");
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            FileEntry file = project.priorFiles().store(out -> out.write(9));
            SeedPrint seeds = SeedPrint.of(project.annotation().map(), Plane.AXIAL, Set.of(0), Set.of(1));
            PriorReference prior = new PriorReference("liver", "nano", file, seeds, Instant.EPOCH);
            project.choosePriors(List.of(prior));
            Project.createCopy(folder, project.content(), copy, Work.SETTINGS, notice -> {})
                    .close();
            Files.writeString(folder.resolve("priors").resolve(file.name()), "x");
            ProjectException e = assertThrows(
                    ProjectException.class, () -> project.priorFiles().open(prior));
            assertTrue(e.sentence().contains("train it again"), e.sentence());
            try (Project other = Project.open(Work.place(copy), Takeover.NEVER);
                    InputStream in = other.priorFiles().open(prior)) {
                assertEquals(9, in.read());
            }
        }
    }

    private static void paint(Project project, long position) {
        project.apply(
                "stroke",
                AnnotationEdit.ofVoxels(
                        project.annotation().map().edit().set(position, 1).build()));
    }
}
