package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nano.NanoProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is broken off, and what the next start of the program makes of it. */
class TrainingCheckpointTest {
    private static final FewShotOptions OPTIONS = FewShotOptions.DEFAULT.withTrainingSteps(3);
    private static final Seeds SEEDS = TinyStudy.seeds(0, 5);

    @TempDir
    private Path temp;

    private Path file;

    @BeforeEach
    void choosePlace() {
        file = temp.resolve("work/training.checkpoint");
    }

    @Test
    void theSameTrainingGoesOnWhereItWas() throws IOException {
        breakOffAfterTwoSteps();
        assertEquals(List.of(3L), stepsTaken(SEEDS, OPTIONS, 3));
        assertFalse(Files.exists(file), "what is finished is not kept");
    }

    @Test
    void anotherTrainingOrADamagedStateBeginsAtTheBeginning() throws IOException {
        breakOffAfterTwoSteps();
        byte[] whole = Files.readAllBytes(file);
        assertEquals(List.of(1L, 2L, 3L), stepsTaken(TinyStudy.seeds(0, 4), OPTIONS, 3));
        Files.write(file, whole);
        assertEquals(List.of(1L, 2L, 3L), stepsTaken(SEEDS, OPTIONS.withSeed(7), 3));
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertEquals(List.of(1L, 2L, 3L), stepsTaken(SEEDS, OPTIONS, 3));
    }

    @Test
    void aDiskThatTakesNothingDoesNotEndTheTraining() throws IOException {
        file = Files.writeString(temp.resolve("file"), "x").resolve("work/training.checkpoint");
        assertEquals(List.of(1L, 2L, 3L), stepsTaken(SEEDS, OPTIONS, 3));
    }

    private void breakOffAfterTwoSteps() {
        assertThrows(CancellationException.class, () -> stepsTaken(SEEDS, OPTIONS, 2));
    }

    /** Runs an engine of its own, as after a start of the program, and breaks it off after some training steps. */
    private List<Long> stepsTaken(Seeds seeds, FewShotOptions options, int most) throws IOException {
        List<Long> steps = new ArrayList<>();
        JobContext context = new JobContext() {
            @Override
            public void report(Progress moment) {
                if (moment.stage().equals("Training")) {
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
                FoundationEngine.open(new NanoProvider(), DeviceChoice.CPU).keepingTrainingIn(file, Duration.ZERO)) {
            engine.segment(TinyStudy.image(), seeds, options, slice -> {}, context);
        }
        return steps;
    }
}
