package diffusam.engine;

import diffusam.nn.Safetensors.FloatTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A prior at rest: its weights and statistics, away from any device. Immutable by agreement; for any thread. */
public record TrainedPrior(PriorCard card, Map<String, FloatTensor> tensors) {
    public TrainedPrior {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The same prior with names for its structures; those that {@code names} leaves out keep theirs. */
    public TrainedPrior named(Map<Integer, String> names) {
        SortedMap<Integer, String> labels = new TreeMap<>(card.labels());
        labels.replaceAll((id, name) -> names.getOrDefault(id, name));
        return new TrainedPrior(
                new PriorCard(
                        card.model(), card.checksum(), labels, card.trainingSteps(), card.scans(), card.adapted()),
                tensors);
    }
}
