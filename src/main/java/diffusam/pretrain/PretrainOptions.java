package diffusam.pretrain;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a foundation model is trained.
 *
 * @param steps steps in all
 * @param episodes scenes a step, at side 128
 * @param slices slices an episode
 * @param learningRate its greatest value; it warms up, then falls along a cosine
 * @param seed of every random number; with the same options it gives the same weights on the same machine
 * @param start weight file to begin from, or null to begin at random
 */
public record PretrainOptions(
        int steps,
        int episodes,
        int slices,
        double learningRate,
        long seed,
        @Nullable Path start) {
    public static final PretrainOptions DEFAULT = new PretrainOptions(4000, 8, 3, 8e-4, 1, null);

    public PretrainOptions {
        if (steps < 1 || episodes < 1 || slices < 3 || !(learningRate > 0)) {
            throw new IllegalArgumentException("at least one step and scene, three slices and a positive rate: " + steps
                    + ", " + episodes + ", " + slices + ", " + learningRate);
        }
    }

    /** What must not change when a training goes on. */
    String fingerprint() {
        return steps + " steps, " + episodes + " scenes of " + slices + " slices, rate " + learningRate + ", seed "
                + seed;
    }
}
