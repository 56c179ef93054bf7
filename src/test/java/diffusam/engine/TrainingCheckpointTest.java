package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nano.NanoProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A training that is broken off, and what the next start of the program makes of it. */
class TrainingCheckpointTest {
    private static final FewShotOptions OPTIONS = FewShotOptions.DEFAULT.withTrainingSteps(3);
    private static final Seeds SEEDS = TinyStudy.seeds(0, 5);

    private static final String TRIAL = "Trying held-out seeds";

    private final MemoryShelf shelf = new MemoryShelf();

    @Test
    void theSameTrainingGoesOnWhereItWas() throws IOException {
        breakOffAfterTwoSteps();
        assertEquals(List.of(3L), stepsTaken(SEEDS, OPTIONS, 3));
        assertTrue(shelf.unfinished().isEmpty(), "what is finished is no longer kept as unfinished");
    }

    @Test
    void anotherTrainingOrADamagedStateBeginsAtTheBeginning() throws IOException {
        breakOffAfterTwoSteps();
        byte[] whole = shelf.unfinished().orElseThrow();
        assertEquals(List.of(1L, 2L, 3L), stepsTaken(TinyStudy.seeds(0, 4), OPTIONS, 3));
        shelf.hasOnly(whole);
        assertEquals(List.of(1L, 2L, 3L), stepsTaken(SEEDS, OPTIONS.withSeed(7), 3));
        shelf.hasOnly(Arrays.copyOf(whole, whole.length / 2));
        assertEquals(List.of(1L, 2L, 3L), stepsTaken(SEEDS, OPTIONS, 3));
    }

    @Test
    void aTrialThatIsBrokenOffCostsNoTraining() throws IOException {
        Seeds three = TinyStudy.seeds(0, 2, 4);
        assertThrows(CancellationException.class, () -> stepsTaken(three, OPTIONS, 1, TRIAL));
        assertEquals(List.of(), stepsTaken(three, OPTIONS, 3));
        assertTrue(shelf.prior().isPresent());
    }

    private void breakOffAfterTwoSteps() {
        assertThrows(CancellationException.class, () -> stepsTaken(SEEDS, OPTIONS, 2));
    }

    private List<Long> stepsTaken(Seeds seeds, FewShotOptions options, int most) throws IOException {
        return stepsTaken(seeds, options, most, "Training");
    }

    /** Runs an engine of its own, as after a start of the program, and breaks it off after some steps of a stage. */
    private List<Long> stepsTaken(Seeds seeds, FewShotOptions options, int most, String stage) throws IOException {
        List<Long> steps = new ArrayList<>();
        JobContext context = new JobContext() {
            @Override
            public void report(Progress moment) {
                if (moment.stage().equals(stage)) {
                    steps.add(moment.done());
                }
            }

            @Override
            public void checkpoint() {
                if (!steps.isEmpty() && steps.getLast() == most && most < options.trainingSteps()) {
                    throw new CancellationException("the program ends");
                }
            }
        };
        try (FoundationEngine engine =
                FoundationEngine.open(new NanoProvider(), DeviceChoice.CPU).keepingTrainingEvery(Duration.ZERO)) {
            engine.segment(TinyStudy.image(), seeds, options, shelf, slice -> {}, context);
        }
        return steps;
    }
}
