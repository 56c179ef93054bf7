package diffusam.io.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.Meaning;
import diffusam.io.raw.ImageFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelListTest {
    private static final Code KIDNEY = new Code("SCT", "64033007", "Kidney");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"list.csv", "list.json"})
    void everythingComesBack(String name) throws IOException {
        List<Label> labels = List.of(
                Label.of(7)
                        .ranked(1)
                        .named("Niere, \"links\"\nα")
                        .coloured(0x0A0B0C)
                        .meaning(Meaning.anatomical(KIDNEY).modified(Meaning.LEFT)),
                Label.of(2).named("Rest"));
        Path file = folder.resolve(name);
        LabelList.write(labels, file);
        assertEquals(labels, LabelList.read(file));
    }

    @Test
    void aListOfIdsAndNamesIsEnough() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "\uFEFFName, ID\r\nLiver,3\r\n\r\n\"Spleen\",1\r\n");
        List<Label> labels = LabelList.read(file);
        assertEquals(
                List.of("Liver", "Spleen"), labels.stream().map(Label::name).toList());
        assertEquals(List.of(3, 1), labels.stream().map(Label::id).toList());
        assertEquals(Label.of(3).rgb(), labels.getFirst().rgb());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name\nLiver",
                "id,name\nx,Liver",
                "id,name\n0,Liver",
                "id,name\n70000,Liver",
                "id\n1\n1",
                "id,colour\n1,red",
                ""
            })
    void whatIsNoListIsRefusedInOneSentence(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), text);
        String said = assertThrows(ImageFileException.class, () -> LabelList.read(file))
                .getMessage();
        assertTrue(said.startsWith(file + " is no list of labels: "), said);
    }

    @Test
    void brokenJsonIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), "[{\"id\": 1},");
        assertThrows(ImageFileException.class, () -> LabelList.read(file));
    }

    @ParameterizedTest
    @EnumSource
    void presetsAreListsWithCodes(LabelPreset preset) {
        List<Label> labels = preset.labels();
        assertTrue(labels.size() >= 9);
        assertEquals(labels.size(), labels.stream().map(Label::name).distinct().count());
        for (Label label : labels) {
            Meaning meaning = Objects.requireNonNull(label.meaning(), label.name());
            assertEquals("SCT", meaning.type().scheme());
            assertTrue(meaning.type().value().matches("\\d{6,10}"), label.name());
            boolean sided =
                    label.name().toLowerCase(java.util.Locale.ROOT).matches(".*\\b(left|right) .*|.*_(left|right).*");
            boolean sideInType =
                    meaning.type().meaning().toLowerCase(java.util.Locale.ROOT).matches(".*(left|right).*");
            boolean anatomy = meaning.category().equals(Meaning.ANATOMICAL_STRUCTURE);
            assertEquals(anatomy && sided && !sideInType, meaning.modifier() != null, label.name());
        }
    }

    @Test
    void totalSegmentatorHasItsOwnIds() {
        List<Label> labels = LabelPreset.TOTALSEGMENTATOR.labels();
        assertEquals(117, labels.size());
        assertEquals("kidney_right", labels.get(1).name());
        assertEquals(2, labels.get(1).id());
        assertEquals(
                Meaning.anatomical(KIDNEY).modified(Meaning.RIGHT),
                labels.get(1).meaning());
    }
}
