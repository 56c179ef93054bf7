package diffusam.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predictions from one seed outwards in one direction, each made from the one before. Computed as far as asked for and kept;
 * the chain ends for good where a mask comes out empty.
 */
final class Chain {
    private final int seed;
    private final int direction;
    private final Step step;
    private final List<float[]> links = new ArrayList<>();
    private boolean ended;

    /** Predicts a slice. */
    @FunctionalInterface
    interface Step {
        /**
         * @param slice the slice to predict
         * @param before the logits of earlier slices of this chain, the nearest last; empty at the first
         */
        float[] predict(int slice, List<float[]> before);
    }

    /** Predicts a slice of a chain that runs in a direction given later. */
    @FunctionalInterface
    interface DirectedStep {
        /**
         * @param before as in {@link Step}
         * @param direction 1 or -1
         */
        float[] predict(int slice, List<float[]> before, int direction);
    }

    Chain(int seed, int direction, Step step) {
        this.seed = seed;
        this.direction = direction;
        this.step = step;
    }

    /** The logits on a slice, or null behind the chain's end. */
    float @Nullable [] at(int slice) {
        int distance = (slice - seed) * direction;
        while (!ended && links.size() < distance) {
            float[] next = step.predict(seed + direction * (links.size() + 1), links);
            if (isEmpty(next)) {
                ended = true;
            } else {
                links.add(next);
            }
        }
        return distance <= links.size() ? links.get(distance - 1) : null;
    }

    static boolean isEmpty(float[] logits) {
        for (float logit : logits) {
            if (logit > 0) {
                return false;
            }
        }
        return true;
    }
}
