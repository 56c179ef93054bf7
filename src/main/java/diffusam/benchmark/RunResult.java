package diffusam.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.annotation.LabelMap;
import diffusam.metrics.Agreement;
import diffusam.metrics.Comparison;
import diffusam.metrics.Structure;
import diffusam.volume.SliceLayout;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What one method reached on one scan.
 *
 * @param rest agreement of each structure on the slices that were no seeds
 * @param trainSeconds wall time of training; for a prior that serves many scans, of all its training
 */
record RunResult(RunKey key, SortedMap<Integer, Agreement> rest, double trainSeconds, double propagateSeconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    RunResult {
        rest = Collections.unmodifiableSortedMap(new TreeMap<>(rest));
    }

    /** @param seeds for each structure the slices that were given */
    static RunResult of(
            RunKey key,
            LabelMap found,
            LabelMap truth,
            SliceLayout layout,
            Collection<Integer> labels,
            IntFunction<Collection<Integer>> seeds,
            double trainSeconds,
            double propagateSeconds) {
        SortedMap<Integer, Agreement> rest = new TreeMap<>();
        Comparison comparison = new Comparison(found, truth, layout);
        for (int label : labels) {
            if (!truth.slicesWith(layout, label).isEmpty()) {
                Structure structure = comparison.structure(label);
                rest.put(label, structure.rest(seeds.apply(label)));
            }
        }
        return new RunResult(key, rest, trainSeconds, propagateSeconds);
    }

    /** Mean Dice over the structures. */
    double dice() {
        return Agreement.mean(rest.values()).dice();
    }

    String toLine() {
        ObjectNode node = JSON.createObjectNode();
        node.put("method", key.method()).put("seeds", key.seeds()).put("scan", key.scan());
        node.put("train_s", trainSeconds).put("propagate_s", propagateSeconds);
        ObjectNode structures = node.putObject("structures");
        rest.forEach((label, a) -> {
            ObjectNode one = structures.putObject(label.toString());
            put(one, "dice", a.dice());
            put(one, "hd95_mm", a.hd95Mm());
            put(one, "assd_mm", a.assdMm());
            one.put("prediction_ml", a.predictionMl()).put("truth_ml", a.truthMl());
        });
        return node.toString();
    }

    /** JSON has no NaN: what is not defined is null. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    static RunResult of(JsonNode node) {
        SortedMap<Integer, Agreement> rest = new TreeMap<>();
        node.path("structures")
                .properties()
                .forEach(e -> rest.put(
                        Integer.valueOf(e.getKey()),
                        new Agreement(
                                figure(e.getValue(), "dice"),
                                figure(e.getValue(), "hd95_mm"),
                                figure(e.getValue(), "assd_mm"),
                                figure(e.getValue(), "prediction_ml"),
                                figure(e.getValue(), "truth_ml"))));
        return new RunResult(
                new RunKey(
                        node.path("method").asText(),
                        node.path("seeds").asInt(),
                        node.path("scan").asText()),
                rest,
                node.path("train_s").asDouble(),
                node.path("propagate_s").asDouble());
    }

    private static double figure(JsonNode node, String name) {
        return node.path(name).isNumber() ? node.path(name).asDouble() : Double.NaN;
    }
}
