package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Annotation;
import diffusam.annotation.LabelMap;
import diffusam.app.StudyFiles.Opened;
import diffusam.io.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What labels are called that were opened from a label map. */
class LabelNamesTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeLabels() throws IOException {
        file = folder.resolve("seeds.nii.gz");
        LabelMap empty = LabelMap.empty(Ball.GRID);
        Labels.write(empty.apply(empty.edit().set(1, 1, 1, 1).set(2, 2, 2, 3).build()), file);
    }

    @Test
    void aListBesideTheLabelsNamesThem() throws IOException {
        Files.writeString(folder.resolve("labels.csv"), "id,name\n1,Liver\n2,Spleen\n3,Right kidney\n");
        assertEquals(List.of("Liver", "Right kidney"), names(read()));
    }

    @Test
    void theListOfTheFileItselfComesFirst() throws IOException {
        Files.writeString(folder.resolve("labels.csv"), "id,name\n1,Liver\n");
        Files.writeString(folder.resolve("seeds.csv"), "id,name\n1,Heart\n");
        assertEquals("Heart", names(read()).getFirst());
    }

    @Test
    void aListThatCannotBeReadIsToldAndNamesNothing() throws IOException {
        Files.writeString(folder.resolve("labels.csv"), "nothing of the kind\n");
        Opened<Annotation> read = read();
        assertTrue(
                read.warnings().getFirst().contains("labels.csv"),
                read.warnings().toString());
        assertEquals(List.of(1, 3), List.copyOf(read.content().map().labels()));
    }

    private Opened<Annotation> read() throws IOException {
        return new DiskFiles(Texts.in(Locale.ENGLISH))
                .readLabels(file, Study.of("ball", folder.resolve("ball.nii.gz"), Ball.CT));
    }

    private static List<String> names(Opened<Annotation> read) {
        return read.content().labels().values().stream()
                .map(label -> label.name())
                .toList();
    }
}
