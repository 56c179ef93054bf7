package diffusam.engine;

import java.util.Optional;

/**
 * What of training outlives a run, and the program. What cannot be kept is let go: no run fails for it. For the model
 * thread.
 */
public interface TrainingShelf {
    /** Keeps nothing, and has nothing. */
    TrainingShelf NONE = new Fixed(Optional.empty());

    /** Has a prior, and keeps nothing else. */
    static TrainingShelf with(TrainedPrior prior) {
        return new Fixed(Optional.of(prior));
    }

    /** A shelf that nothing can be put on. */
    record Fixed(Optional<TrainedPrior> prior) implements TrainingShelf {
        @Override
        public void keep(TrainedPrior trained) {}

        @Override
        public Optional<byte[]> unfinished() {
            return Optional.empty();
        }

        @Override
        public void keepUnfinished(byte[] state) {}

        @Override
        public void dropUnfinished() {}
    }

    /** The prior to propagate with instead of training one; passed over if it fits neither model, method nor labels. */
    Optional<TrainedPrior> prior();

    /** Takes what a run has trained, before it propagates. */
    void keep(TrainedPrior prior);

    /** The training that was broken off. */
    Optional<byte[]> unfinished();

    /** Takes the state of a training that goes on, in place of the one before. */
    void keepUnfinished(byte[] state);

    /** The training has come to its end. */
    void dropUnfinished();
}
