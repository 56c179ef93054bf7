package diffusam.engine;

import diffusam.annotation.Label;
import diffusam.nn.Dimensions;
import diffusam.nn.Safetensors.FloatTensor;
import diffusam.nn.StoredTensor;
import diffusam.nn.WeightFile;
import diffusam.nn.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A prior at rest: its weights and statistics, away from any device. Immutable by agreement; for any thread. */
public record TrainedPrior(PriorCard card, Map<String, FloatTensor> tensors) {
    /** The tensor with one row for each class. */
    private static final String CLASSES = "denoiser.class";

    private static final String MEMORY = "memory";
    private static final String EMPTY = "empty";
    private static final String MEAN = ".mean";
    private static final String DEVIATION = ".deviation";

    public TrainedPrior {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** A copy of a prior's weights and statistics, away from the device. */
    static TrainedPrior of(PriorCard card, Weights weights, ChannelStats memory, ChannelStats empty) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        weights.byName().forEach((name, array) -> tensors.put(name, FloatTensor.of(array)));
        put(memory, MEMORY, tensors);
        put(empty, EMPTY, tensors);
        return new TrainedPrior(card, tensors);
    }

    private static void put(ChannelStats stats, String of, Map<String, FloatTensor> tensors) {
        tensors.put(of + MEAN, new FloatTensor(Dimensions.of(stats.mean().length), stats.mean()));
        tensors.put(of + DEVIATION, new FloatTensor(Dimensions.of(stats.deviation().length), stats.deviation()));
    }

    /** The network's weights, without the statistics. */
    WeightFile weights() {
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> weights.put(name, packed(tensor)));
        for (String of : List.of(MEMORY, EMPTY)) {
            weights.remove(of + MEAN);
            weights.remove(of + DEVIATION);
        }
        return new WeightFile("the prior", Map.of(), weights);
    }

    private static StoredTensor packed(FloatTensor tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        return new StoredTensor(StoredTensor.Format.F32, tensor.shape(), bytes);
    }

    /** @throws IllegalArgumentException if they are missing */
    ChannelStats memoryStats() {
        return stats(MEMORY);
    }

    /** @throws IllegalArgumentException if they are missing */
    ChannelStats emptyStats() {
        return stats(EMPTY);
    }

    private ChannelStats stats(String of) {
        FloatTensor mean = tensors.get(of + MEAN);
        FloatTensor deviation = tensors.get(of + DEVIATION);
        if (mean == null || deviation == null) {
            throw new IllegalArgumentException("the statistics of the " + of + " memories are missing");
        }
        return new ChannelStats(mean.values(), deviation.values());
    }

    /** The same prior with names for its structures; those that {@code names} leaves out keep theirs. */
    public TrainedPrior named(Map<Integer, String> names) {
        SortedMap<Integer, String> labels = new TreeMap<>(card.labels());
        labels.replaceAll((id, name) -> names.getOrDefault(id, name));
        return new TrainedPrior(card.labelled(labels), tensors);
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
        return new TrainedPrior(card.labelled(labels), wider);
    }
}
