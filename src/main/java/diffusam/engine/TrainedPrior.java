package diffusam.engine;

import diffusam.annotation.Label;
import diffusam.nn.Dimensions;
import diffusam.nn.Safetensors.FloatTensor;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A prior at rest: its weights and statistics, away from any device. Immutable by agreement; for any thread. */
public record TrainedPrior(PriorCard card, Map<String, FloatTensor> tensors) {
    /** The tensor with one row for each class. */
    private static final String CLASSES = "denoiser.class";

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

    /** The same prior with classes for further structures, of which it knows nothing yet. */
    TrainedPrior knowing(Collection<Integer> further, RandomGenerator random) {
        SortedMap<Integer, String> labels = new TreeMap<>(card.labels());
        further.forEach(label -> labels.putIfAbsent(label, Label.of(label).name()));
        FloatTensor known = Objects.requireNonNull(tensors.get(CLASSES), CLASSES);
        int width = known.values().length / card.labels().size();
        float[] rows = new float[labels.size() * width];
        int row = 0;
        for (int label : labels.keySet()) {
            int before = card.classes().indexOf(label);
            for (int n = 0; n < width; n++) {
                rows[row * width + n] =
                        before >= 0 ? known.values()[before * width + n] : (float) random.nextGaussian();
            }
            row++;
        }
        Map<String, FloatTensor> wider = new LinkedHashMap<>(tensors);
        wider.put(CLASSES, new FloatTensor(Dimensions.of(labels.size(), width), rows));
        return new TrainedPrior(
                new PriorCard(
                        card.model(), card.checksum(), labels, card.trainingSteps(), card.scans(), card.adapted()),
                wider);
    }
}
