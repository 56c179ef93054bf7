package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.annotation.LabelMap;
import diffusam.engine.Choice;
import diffusam.engine.Doubts;
import diffusam.engine.FewShotResult;
import diffusam.engine.Seeds;
import diffusam.engine.SliceResult;
import diffusam.engine.Source;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final Grid GRID = new Grid(new Extent(2, 1, 11), Affine.of(1, 1, 1));

    @Test
    void saysWhichSourceWasChosenWhyAndWhatToLabelNext() {
        String[] lines = printed(result(.8)).split(System.lineSeparator());
        assertEquals(
                "label 1: memory, for on held-out seed slice 5 it is clearly better than the fusion "
                        + "(Dice: fusion 0.80, memory 0.91)",
                lines[0]);
        assertEquals(
                "label slice 5 next: the passes from both sides disagree on label 1 between seeds 0 and 10; "
                        + "it would add about 0.041 to the mean Dice",
                lines[1]);
    }

    @Test
    void saysWhenTheSeedsAreEnough() {
        assertEquals(
                "labelling one more slice would add about 0.000 to the mean Dice: these seeds are enough",
                printed(result(.9999)).split(System.lineSeparator())[1]);
    }

    @Test
    void theReportHoldsTheSame() {
        ObjectNode report = new ObjectMapper().createObjectNode();
        new Advice(result(.8)).put(report);
        assertEquals("memory", report.at("/choices/1/source").asText());
        assertEquals(.91, report.at("/choices/1/dice/memory").asDouble());
        assertEquals(5, report.at("/choices/1/held_out/0").asInt());
        assertEquals(5, report.at("/next/slice").asInt());
    }

    private static String printed(FewShotResult result) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new Advice(result).print(out);
        out.flush();
        return text.toString();
    }

    private static FewShotResult result(double sure) {
        LabelMap map = LabelMap.empty(GRID);
        var edit = map.edit();
        List.of(0, 10).forEach(slice -> edit.set(0, 0, slice, 1));
        LabelMap seeded = map.apply(edit.build());
        Doubts doubts =
                new Doubts(Seeds.complete(seeded, SliceLayout.of(GRID, Plane.AXIAL), List.of(0, 10), List.of(1)));
        for (int slice = 0; slice <= 10; slice++) {
            double confidence = slice % 10 == 0 ? 1 : sure;
            doubts.add(new SliceResult(slice, new short[] {1, 0}, Map.of(1, confidence), Set.of(1)));
        }
        SortedMap<Integer, Choice> choices = new TreeMap<>();
        Map<Source, Double> estimates = Map.of(Source.FUSION, .8, Source.MEMORY, .91);
        choices.put(1, new Choice(Source.MEMORY, estimates, new TreeSet<>(Set.of(5))));
        return new FewShotResult(seeded, 0, 0, 0, 0, choices, doubts);
    }
}
