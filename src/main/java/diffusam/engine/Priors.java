package diffusam.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;

/** The trained prior of each label; labels may share one. Owns them; for the model thread. */
final class Priors implements AutoCloseable {
    private final Map<Integer, MemoryPrior> byLabel = new HashMap<>();

    /** Takes ownership of a prior that serves {@code labels}. */
    void add(Collection<Integer> labels, MemoryPrior prior) {
        labels.forEach(label -> byLabel.put(label, prior));
    }

    MemoryPrior of(int label) {
        return Objects.requireNonNull(byLabel.get(label), () -> "no prior knows label " + label);
    }

    @Override
    public void close() {
        new HashSet<>(byLabel.values()).forEach(MemoryPrior::close);
    }
}
