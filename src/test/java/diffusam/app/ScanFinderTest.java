package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.Images;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanFinderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeScans() throws IOException {
        CtSeriesWriter.write(Ball.CT, Files.createDirectories(folder.resolve("a/ct")), "ball");
        Images.write(Ball.CT, folder.resolve("b.nii.gz"));
        Images.write(Ball.CT, folder.resolve("b-labels.nii.gz"));
        Files.writeString(folder.resolve("notes.txt"), "no image");
    }

    @Test
    void filesAndSeriesAreFoundInAllFoldersAndLabelsAreNone() throws IOException {
        List<Scan> found = find(folder);
        assertEquals(
                List.of(ScanPlace.of(folder.resolve("b.nii.gz")), new ScanPlace(folder.resolve("a/ct"), 1)),
                found.stream().map(Scan::place).toList());
        Scan series = found.getLast();
        assertEquals(24, series.slices());
        assertEquals("CT · 64×56×24", series.detail());
    }

    @Test
    void aSeriesHasAPictureOfItsMiddleSlice() throws IOException {
        Thumbnail picture = find(folder.resolve("a")).getFirst().thumbnail().orElseThrow();
        int middle = picture.argb()[picture.side() * picture.side() / 2 + picture.side() / 2] & 0xFF;
        assertTrue(middle > 60, "the ball, not the air: " + middle);
        assertEquals(0, picture.argb()[0] & 0xFFFFFF);
    }

    @Test
    void whatIsFoundCanBeRead() throws IOException {
        DiskFiles files = new DiskFiles(Texts.in(Locale.ENGLISH));
        for (Scan scan : find(folder)) {
            Study study = files.readStudy(scan.place()).content();
            assertEquals(Ball.GRID.extent(), study.image().grid().extent());
            assertTrue(study.hounsfield());
        }
    }

    @Test
    void aSeriesThatIsGoneIsRefusedInOneSentence() {
        IOException refusal = assertThrows(
                IOException.class,
                () -> new DiskFiles(Texts.in(Locale.ENGLISH)).readStudy(new ScanPlace(folder.resolve("a/ct"), 2)));
        assertTrue(refusal.getMessage().contains("no series 2"), refusal.getMessage());
    }

    @Test
    void whatIsNoImageIsNotListed() throws IOException {
        assertEquals(List.of(), find(folder.resolve("notes.txt")));
        assertEquals(1, find(folder.resolve("a/ct").resolve(firstFile())).size());
    }

    private String firstFile() throws IOException {
        try (var all = Files.list(folder.resolve("a/ct"))) {
            return String.valueOf(all.findFirst().orElseThrow().getFileName());
        }
    }

    private List<Scan> find(Path place) throws IOException {
        return new ScanFinder(Texts.in(Locale.ENGLISH), JobContext.silent()).find(place);
    }
}
