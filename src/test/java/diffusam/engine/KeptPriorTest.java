package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nano.NanoProvider;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A prior that a run has trained, and what the next start of the program makes of it. */
class KeptPriorTest {
    private static final FewShotOptions OPTIONS = FewShotOptions.DEFAULT.withTrainingSteps(2);
    private static final Seeds SEEDS = TinyStudy.seeds(0, 5);

    private final MemoryShelf shelf = new MemoryShelf();
    private int stepsTaken;

    @Test
    void propagatesAsItDidWhenItWasTrained() throws IOException {
        List<SliceResult> first = run(SEEDS, OPTIONS);
        assertEquals(2, stepsTaken);
        List<SliceResult> second = run(SEEDS, OPTIONS);
        assertEquals(0, stepsTaken, "nothing is trained again");
        assertEquals(first.size(), second.size());
        for (int n = 0; n < first.size(); n++) {
            assertTrue(Arrays.equals(first.get(n).labels(), second.get(n).labels()), "slice " + n);
            assertEquals(first.get(n).confidence(), second.get(n).confidence());
        }
    }

    @Test
    void servesOtherSeedsOfItsLabels() throws IOException {
        run(SEEDS, OPTIONS);
        run(TinyStudy.seeds(1, 4), OPTIONS);
        assertEquals(0, stepsTaken);
    }

    @Test
    void servesNoOtherMethodAndNoOtherScan() throws IOException {
        run(SEEDS, OPTIONS);
        TrainedPrior prior = shelf.prior().orElseThrow();
        run(SEEDS, OPTIONS.with(Method.REGRESS));
        assertEquals(2, stepsTaken);
        WeightFileException refused = assertThrows(
                WeightFileException.class, () -> SeededPriorEngine.open(new NanoProvider(), DeviceChoice.CPU, prior));
        assertTrue(refused.getMessage().contains("the one scan"), refused.getMessage());
    }

    /** Runs an engine of its own, as after a start of the program. */
    private List<SliceResult> run(Seeds seeds, FewShotOptions options) throws IOException {
        List<SliceResult> slices = new ArrayList<>();
        stepsTaken = 0;
        JobContext context = new JobContext() {
            @Override
            public void report(Progress moment) {
                stepsTaken += moment.stage().equals("Training") ? 1 : 0;
            }

            @Override
            public void checkpoint() {}
        };
        try (FoundationEngine engine = FoundationEngine.open(new NanoProvider(), DeviceChoice.CPU)) {
            engine.segment(TinyStudy.image(), seeds, options, shelf, slices::add, context);
        }
        return slices;
    }
}
