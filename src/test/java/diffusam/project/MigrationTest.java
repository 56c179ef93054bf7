package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anOlderProjectOpensWithItsJournalAndItsOriginalIsKept(int version) throws Exception {
        Path original = original(version);
        Path folder = Work.copy(original, temp.resolve("a.dsam"));
        String expected = Files.readString(original.resolveSibling("expected.txt"));
        try (Project project = open(folder)) {
            assertEquals(expected, Describe.text(project.content()));
            assertEquals(15, project.recovery().replayed());
            new Work(3).on(project).change(project, 10);
        }
        assertTrue(Files.readString(folder.resolve("project.json")).contains("\"version\" : " + Manifest.VERSION));
        try (Stream<Path> files = Files.list(original)) {
            for (Path file : files.toList()) {
                Path kept = folder.resolve("format-" + version).resolve(file.getFileName());
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(kept));
            }
        }
        assertEquals(expected, Describe.text(Project.read(folder.resolve("format-" + version))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aMigrationThatIsCutShortAtAnyCallIsDoneAtTheNextOpening(int version) throws Exception {
        Path original = original(version);
        String expected = Files.readString(original.resolveSibling("expected.txt"));
        FaultyFiles whole = new FaultyFiles(FaultyFiles.Fault.GONE, Integer.MAX_VALUE);
        Path first = Work.copy(original, temp.resolve("whole.dsam"));
        Project.open(new Place(first, whole, Work.SETTINGS, notice -> {}), Takeover.NEVER)
                .close();
        for (int call = 1; call <= whole.calls(); call++) {
            Path folder = Work.copy(original, temp.resolve("call" + call));
            FaultyFiles files = new FaultyFiles(FaultyFiles.Fault.GONE, call);
            try {
                Project.open(new Place(folder, files, Work.SETTINGS, notice -> {}), Takeover.NEVER)
                        .close();
            } catch (ProjectException e) {
                assertTrue(e.sentence().contains(folder.toString()));
            }
            files.closeAll();
            Project.open(Work.place(folder), Takeover.FORCE).close();
            assertEquals(expected, Describe.text(Project.read(folder)));
            assertEquals(expected, Describe.text(Project.read(folder.resolve("format-" + version))));
        }
        assertTrue(whole.calls() > 50, whole.calls() + " calls");
    }

    private static Path original(int version) throws URISyntaxException {
        return Path.of(MigrationTest.class
                .getResource("version" + version + "/unclosed.dsam")
                .toURI());
    }

    private static Project open(Path folder) throws ProjectException {
        return Project.open(folder, Work.SETTINGS, Takeover.NEVER, notice -> {});
    }
}
