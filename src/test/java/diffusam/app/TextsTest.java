package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern VALUE = Pattern.compile("\\{\\d[^}]*}");

    @Test
    void germanHasEveryTextWithTheSameValues() throws IOException {
        Properties english = read("texts.properties");
        Properties german = read("texts_de.properties");
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(german.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertEquals(values(english.getProperty(key)), values(german.getProperty(key)), key);
        }
    }

    @Test
    void theUsersLanguageIsSpokenAndEnglishOtherwise() {
        assertEquals("Rückgängig", Texts.in(Locale.GERMANY).of("command.undo"));
        assertEquals("Undo", Texts.in(Locale.US).of("command.undo"));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("Undo", Texts.in(Locale.FRANCE).of("command.undo"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void numbersAreWrittenInTheUsersWay() {
        assertNotEquals(
                Texts.in(Locale.GERMANY).of("labels.smallVolume", 1.5),
                Texts.in(Locale.US).of("labels.smallVolume", 1.5));
        assertEquals("1,50 ml", Texts.in(Locale.GERMANY).of("labels.smallVolume", 1.5));
    }

    private static Properties read(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static List<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }
}
