package diffusam.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps training for as long as a test runs. */
final class MemoryShelf implements TrainingShelf {
    private byte @Nullable [] prior;
    private byte @Nullable [] unfinished;

    @Override
    public Optional<TrainedPrior> prior() {
        try {
            return prior == null ? Optional.empty() : Optional.of(PriorFile.read("kept.prior", prior));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void keep(TrainedPrior trained) {
        prior = PriorFile.write(trained);
    }

    /** Has no finished prior any more, but one that was broken off in {@code state}. */
    void hasOnly(byte[] state) {
        prior = null;
        unfinished = state;
    }

    @Override
    public Optional<byte[]> unfinished() {
        return Optional.ofNullable(unfinished);
    }

    @Override
    public void keepUnfinished(byte[] state) {
        unfinished = state;
    }

    @Override
    public void dropUnfinished() {
        unfinished = null;
    }
}
