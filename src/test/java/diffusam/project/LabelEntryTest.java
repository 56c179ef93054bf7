package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.Meaning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LabelEntryTest {
    private static final Code LIVER = new Code("SCT", "10200004", "Liver");

    @Test
    void rankAndMeaningComeBack() throws IOException {
        Label label = Label.of(5)
                .ranked(2)
                .meaning(new Meaning(new Code("SCT", "49755003", "Abnormal"), LIVER, Meaning.LEFT));
        assertEquals(
                label,
                Json.read(Json.write(LabelEntry.of(label)), LabelEntry.class).label());
    }

    @Test
    void entriesOfOldHaveATypeAndNoRank() throws IOException {
        String old = "{\"id\":5,\"name\":\"Liver\",\"colour\":\"#102030\",\"visible\":true,\"locked\":false,"
                + "\"codes\":[{\"scheme\":\"SCT\",\"value\":\"10200004\",\"meaning\":\"Liver\"}]}";
        Label label = Json.read(old.getBytes(StandardCharsets.UTF_8), LabelEntry.class)
                .label();
        assertEquals(Label.of(5).named("Liver").coloured(0x102030).meaning(Meaning.anatomical(LIVER)), label);
    }
}
