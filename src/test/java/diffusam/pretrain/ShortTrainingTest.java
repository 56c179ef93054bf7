package diffusam.pretrain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.jobs.JobContext;
import diffusam.jobs.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few minutes of the whole recipe, from random weights. */
@Tag("slow")
class ShortTrainingTest {
    private static final PretrainOptions SHORT = new PretrainOptions(150, 4, 3, 1.5e-3, 1, null);

    @TempDir
    private Path folder;

    @Test
    void theLossFallsAndAnObjectIsFollowedThroughABodyNeverSeen() throws Exception {
        try (Jobs jobs = new Jobs();
                Pretraining training = new Pretraining(SHORT, folder)) {
            training.train(jobs, JobContext.silent());
            List<Double> losses = losses();
            HeldOut heldOut = training.heldOut(128, 6);
            assertTrue(losses.getLast() < .6 * losses.getFirst(), "means of 25 steps: " + losses);
            assertTrue(heldOut.followed() > .4, heldOut.toString());
            assertTrue(heldOut.recalled() > .65, heldOut.toString());
        }
    }

    private List<Double> losses() throws IOException {
        return Files.readAllLines(folder.resolve("curve.csv")).stream()
                .filter(line -> line.contains(",loss,"))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(',') + 1)))
                .toList();
    }
}
