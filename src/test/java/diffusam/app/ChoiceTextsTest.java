package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.engine.Choice;
import diffusam.engine.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChoiceTextsTest {
    private final ChoiceTexts texts =
            new ChoiceTexts(Texts.in(Locale.ENGLISH), label -> label == 1 ? "Liver" : "Spleen");

    @Test
    void eachLabelSaysWhichMasksItGotAndWhatTheyReachedOnHeldOutSlices() {
        Choice fused =
                new Choice(Source.FUSION, Map.of(Source.FUSION, 0.91, Source.PRIOR, 0.9), new TreeSet<>(List.of(4, 9)));
        Choice memory =
                new Choice(Source.MEMORY, Map.of(Source.FUSION, 0.8, Source.MEMORY, 0.93), new TreeSet<>(List.of(4)));
        assertEquals("""
                Liver: all sources together, as no single one was clearly better on the held-out slices 5, 10 (91\u00a0%).
                Spleen: memory alone, which reached 93\u00a0% on the held-out slices 5, all together 80\u00a0%.""", texts.of(new TreeMap<>(Map.of(1, fused, 2, memory))));
    }

    @Test
    void nothingIsSaidWhereNothingWasChosen() {
        assertEquals("", texts.of(new TreeMap<>()));
    }
}
