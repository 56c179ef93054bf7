package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.AnnotationEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a project that are cut or changed. */
class DamageTest {
    private static final int STROKES = 6;

    @TempDir
    private Path temp;

    private Path folder;
    private Path journal;
    private byte[] whole;

    /** Stroke n makes voxel 10 n belong to label n. */
    @BeforeEach
    void leaveAProjectWithAJournal() throws IOException {
        Path original = temp.resolve("original.dsam");
        try (Project project = Project.create(Work.place(original), Work.blank())) {
            for (int n = 1; n <= STROKES; n++) {
                project.apply(
                        "stroke",
                        AnnotationEdit.ofVoxels(project.annotation()
                                .map()
                                .edit()
                                .set(10L * n, n)
                                .build()));
            }
            project.flush();
            folder = Work.copy(original, temp.resolve("a.dsam"));
        }
        journal = folder.resolve(Segment.name(1));
        whole = Files.readAllBytes(journal);
    }

    @Test
    void aJournalCutAnywhereLosesOnlyWhatIsCut() throws IOException {
        int before = 0;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(journal, Arrays.copyOf(whole, length));
            Loaded loaded = read();
            int strokes = (int) loaded.document().sequence();
            assertTrue(strokes == before || strokes == before + 1, strokes + " after " + before);
            assertFalse(loaded.recovery().isLoss());
            assertHolds(loaded, strokes, 0);
            before = strokes;
        }
        assertEquals(STROKES, before);
    }

    @Test
    void aChangedByteAnywhereInAJournalLosesOneStrokeAtMost() throws IOException {
        for (int position = 0; position < whole.length; position++) {
            byte[] changed = whole.clone();
            changed[position] ^= 0x10;
            Files.write(journal, changed);
            Loaded loaded = read();
            Recovery recovery = loaded.recovery();
            assertTrue(recovery.replayed() >= STROKES - 1, recovery.toString());
            int last = (int) loaded.document().sequence();
            if (recovery.replayed() < STROKES && last == STROKES) {
                assertEquals(1, recovery.lost());
                assertTrue(String.join(" ", recovery.sentences()).contains("1 change is lost"));
            }
            assertHolds(loaded, last, last - recovery.replayed());
        }
    }

    @Test
    void aSaveThatIsDamagedIsReplacedByTheOneBeforeAndTheJournal() throws IOException {
        for (String suffix : new String[] {".nii.gz", "project.json"}) {
            Path damaged = temp.resolve("damaged" + suffix.length() + ".dsam");
            try (Project project = Project.create(Work.place(damaged), Work.blank())) {
                Work work = new Work(3).on(project);
                work.change(project, 20);
                project.save().join();
                work.change(project, 20);
                project.save().join();
                work.change(project, 5);
                project.flush();
                Path copy = Work.copy(damaged, temp.resolve("copy" + suffix.length()));
                Path victim = newest(copy, suffix);
                Files.write(victim, Arrays.copyOf(Files.readAllBytes(victim), 50));
                try (Project again = Project.open(Work.place(copy), Takeover.NEVER)) {
                    assertEquals(
                            1,
                            again.recovery().remarks().size(),
                            again.recovery().toString());
                    assertTrue(again.recovery().remarks().getFirst().contains("The last save is damaged"));
                    Work.assertSame(project.content(), again.content());
                }
                try (Project mended = Project.open(Work.place(copy), Takeover.NEVER)) {
                    assertTrue(mended.recovery().isNothing());
                }
            }
        }
    }

    @Test
    void damagedUndoStepsLeaveTheLabelsAlone() throws IOException {
        Path copy;
        ProjectContent content;
        try (Project project = Project.create(Work.place(temp.resolve("b.dsam")), Work.blank())) {
            new Work(3).on(project).change(project, 20);
            project.save().join();
            content = project.content();
            copy = Work.copy(temp.resolve("b.dsam"), temp.resolve("copy"));
        }
        Files.writeString(newest(copy, ".bin"), "x");
        try (Project again = Project.open(Work.place(copy), Takeover.NEVER)) {
            Work.assertSame(content.annotation(), again.annotation());
            assertFalse(again.canUndo());
            assertTrue(again.recovery().sentences().getFirst().contains("undo steps"));
        }
    }

    private Loaded read() throws IOException {
        return new ProjectReader(Work.place(folder)).read();
    }

    private static void assertHolds(Loaded loaded, int strokes, int missing) {
        int found = 0;
        for (int n = 1; n <= STROKES; n++) {
            int label = loaded.document().content().annotation().map().at(10L * n);
            assertTrue(label == n || label == 0);
            found += label == n ? 1 : 0;
        }
        assertEquals(strokes - missing, found);
    }

    private static Path newest(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(suffix))
                    .sorted()
                    .toList()
                    .getLast();
        }
    }
}
