package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class CommandSearchTest {
    private static final Texts ENGLISH = Texts.in(Locale.ENGLISH);

    private final CommandSearch search = new CommandSearch(
            Stream.of("openImage", "undo", "redo", "brush", "filled", "fillBetween", "keepLargest", "fillHoles")
                    .map(CommandSearchTest::command)
                    .toList(),
            List.of(ENGLISH, Texts.in(Locale.GERMAN)));

    @Test
    void aPartOfTheNameFinds() {
        assertEquals("brush", search.find("brus").getFirst().id());
        assertEquals("fillHoles", search.find("holes").getFirst().id());
    }

    @Test
    void firstLettersOfWordsFind() {
        assertEquals("fillHoles", search.find("fh").getFirst().id());
        assertEquals("keepLargest", search.find("klp").getFirst().id());
        assertEquals("openImage", search.find("o im").getFirst().id());
    }

    @Test
    void theOtherLanguageFindsTooWithOrWithoutItsMarks() {
        assertEquals("undo", search.find("rückg").getFirst().id());
        assertEquals("undo", search.find("ruckgangig").getFirst().id());
        assertEquals("brush", search.find("Pinsel").getFirst().id());
    }

    @Test
    void withoutAQueryAllAreShownInTheirOrderAndNonsenseFindsNothing() {
        assertEquals(search.commands(), search.find("  "));
        assertTrue(search.find("qqq").isEmpty());
    }

    private static Command command(String id) {
        return new Command(
                id,
                ENGLISH.of("command." + id),
                new SimpleObjectProperty<>(null),
                "",
                () -> {},
                new SimpleBooleanProperty(true),
                null);
    }
}
