package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSearchTest {
    @TempDir
    private Path temp;

    private Path project;
    private List<Path> files;
    private ImageReference image;

    @BeforeEach
    void makeAnImageOfThreeFiles() throws IOException {
        project = Files.createDirectories(temp.resolve("study/a.dsam"));
        Path scan = Files.createDirectories(temp.resolve("study/scan"));
        files = List.of(
                Files.writeString(scan.resolve("1.dcm"), "one"),
                Files.writeString(scan.resolve("2.dcm"), "two"),
                Files.writeString(scan.resolve("3.dcm"), "three"));
        image = ImageReference.of(project, files, "1.2.3", JobContext.silent());
    }

    @Test
    void anImageIsKnownByARelativePathAndItsContent() {
        assertEquals("../scan", image.folder());
        // from: printf one | sha256sum
        assertEquals(
                "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
                image.files().getFirst().sha256());
    }

    @Test
    void anImageThatMovedAlongIsFoundWhereItWas() throws IOException {
        Files.move(temp.resolve("study"), temp.resolve("elsewhere"));
        ImageSearch.Found found = search(temp.resolve("elsewhere/a.dsam")).orElseThrow();
        assertEquals(temp.resolve("elsewhere/scan/2.dcm"), found.files().get(1));
        assertEquals(image, found.reference());
    }

    @Test
    void aRenamedImageIsFoundByItsContent() throws IOException {
        Path there = Files.createDirectories(temp.resolve("study/new/deep"));
        Files.move(files.get(0), there.resolve("c"));
        Files.move(files.get(1), there.resolve("a"));
        Files.move(files.get(2), temp.resolve("study/new/b"));
        Files.writeString(there.resolve("other"), "owt"); // of the same size
        ImageSearch.Found found = search(project).orElseThrow();
        assertEquals(List.of(there.resolve("c"), there.resolve("a"), temp.resolve("study/new/b")), found.files());
        assertEquals("../new", found.reference().folder());
    }

    @Test
    void anImageThatIsNowhereHasToBeAskedFor() throws IOException {
        Path away = Files.createDirectories(temp.resolve("disk/patient"));
        for (Path file : files) {
            Files.move(file, away.resolve(file.getFileName()));
        }
        assertTrue(search(project).isEmpty());
        assertTrue(new ImageSearch(project, JobContext.silent())
                .find(image, List.of(temp.resolve("disk")))
                .isPresent());
    }

    @Test
    void aChangedImageIsNotTakenForTheOld() throws IOException {
        Files.writeString(files.get(2), "eerht");
        assertTrue(search(project).isEmpty());
    }

    private Optional<ImageSearch.Found> search(Path project) {
        return new ImageSearch(project, JobContext.silent()).find(image, List.of());
    }
}
