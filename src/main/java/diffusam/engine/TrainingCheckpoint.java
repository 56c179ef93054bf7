package diffusam.engine;

import diffusam.nn.AdamW;
import diffusam.nn.Safetensors;
import diffusam.nn.WeightFile;
import diffusam.nn.WeightFileException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An unfinished training on a shelf, so that the same training goes on after the program was ended. The shelf holds one
 * training; another takes its place. For the model thread.
 */
final class TrainingCheckpoint {
    private static final String TRAINING = "training";
    private static final String STEP = "step";

    private final TrainingShelf shelf;
    private final String training;
    private final Duration pause;
    private long kept = System.nanoTime();

    /**
     * @param training tells trainings apart: what is learnt, from what, and how
     * @param pause the least time between two states
     */
    TrainingCheckpoint(TrainingShelf shelf, String training, Duration pause) {
        this.shelf = shelf;
        this.training = training;
        this.pause = pause;
    }

    /**
     * Sets the optimizer and its weights to where this training was broken off.
     *
     * @return the steps that were taken; 0 if there is nothing to go on from
     */
    int resume(AdamW optimizer) {
        Optional<byte[]> kept = shelf.unfinished();
        if (kept.isEmpty()) {
            return 0;
        }
        try {
            WeightFile state = Safetensors.read("the unfinished training", ByteBuffer.wrap(kept.get()));
            if (!training.equals(state.metadata().get(TRAINING))) {
                return 0;
            }
            int steps = Integer.parseInt(state.metadata().getOrDefault(STEP, "0"));
            optimizer.restore(state, steps);
            return steps;
        } catch (WeightFileException | NumberFormatException e) {
            return 0; // damaged: the training begins anew
        }
    }

    /** Keeps the state after a step, unless that was done a moment ago. */
    void keep(AdamW optimizer) {
        if (System.nanoTime() - kept >= pause.toNanos()) {
            kept = System.nanoTime();
            shelf.keepUnfinished(Safetensors.write(
                    Map.of(TRAINING, training, STEP, Integer.toString(optimizer.steps())), optimizer.state()));
        }
    }

    /** The training has come to its end. */
    void forget() {
        shelf.dropUnfinished();
    }
}
