package diffusam.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.metrics.Comparison;
import diffusam.metrics.RiskCoverage;
import diffusam.metrics.RiskCoverage.Judged;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * How sure a run was of each slice.
 *
 * @param confidence by slice and label
 * @param disputed by slice, the labels whose masks from the seeds on both sides disagree
 */
record SliceReport(Map<Integer, Map<Integer, Double>> confidence, Map<Integer, Set<Integer>> disputed) {
    private static final double[] COVERAGES = {.1, .2, .3, .4, .5, .6, .7, .8, .9, 1};
    private static final String CONFIDENCE = "confidence";

    /** Reads what {@link #putSlices} wrote; disputes are not read. */
    static SliceReport read(JsonNode report) {
        Map<Integer, Map<Integer, Double>> confidence = new TreeMap<>();
        report.path("slices").forEach(node -> {
            Map<Integer, Double> labels = new TreeMap<>();
            node.path(CONFIDENCE)
                    .properties()
                    .forEach(entry -> labels.put(
                            Integer.valueOf(entry.getKey()), entry.getValue().asDouble()));
            confidence.put(node.path("slice").asInt(), labels);
        });
        return new SliceReport(confidence, Map.of());
    }

    Optional<Double> confidence(int slice, int label) {
        return Optional.ofNullable(confidence.getOrDefault(slice, Map.of()).get(label));
    }

    /** {@code [{"slice": 12, "confidence": {"5": 0.93}, "disputed": [5]}]}. */
    void putSlices(ArrayNode slices) {
        new TreeMap<>(confidence).forEach((slice, labels) -> {
            ObjectNode node = slices.addObject().put("slice", slice);
            ObjectNode values = node.putObject(CONFIDENCE);
            new TreeMap<>(labels).forEach((label, sure) -> values.put(label.toString(), rounded(sure)));
            ArrayNode marks = node.putArray("disputed");
            disputed.getOrDefault(slice, Set.of()).stream().sorted().forEach(marks::add);
        });
    }

    /** Every predicted mask on the slices that had to be found, with its overlap. */
    RiskCoverage judge(
            Comparison comparison, Collection<Integer> labels, IntFunction<? extends Collection<Integer>> seeds) {
        List<Judged> judged = new ArrayList<>();
        for (int label : labels) {
            for (int slice : comparison.structure(label).restSlices(seeds.apply(label))) {
                double dice = dice(comparison, slice, label);
                if (!Double.isNaN(dice)) {
                    confidence(slice, label).ifPresent(sure -> judged.add(new Judged(slice, sure, dice)));
                }
            }
        }
        return RiskCoverage.of(judged);
    }

    /** NaN if nothing was predicted there. */
    private static double dice(Comparison maps, int slice, int label) {
        boolean[] predicted = maps.prediction().mask(maps.layout(), slice, label);
        boolean[] truth = maps.truth().mask(maps.layout(), slice, label);
        int both = 0;
        int inPrediction = 0;
        int inTruth = 0;
        for (int p = 0; p < truth.length; p++) {
            both += predicted[p] && truth[p] ? 1 : 0;
            inPrediction += predicted[p] ? 1 : 0;
            inTruth += truth[p] ? 1 : 0;
        }
        return inPrediction == 0 ? Double.NaN : 2.0 * both / (inPrediction + inTruth);
    }

    /**
     * {@code {"spearman": 0.7, "spearman_slices": 0.8, "risk_coverage": [[0.1, 0.02], ...]}}: of the masks, of the worst mask of
     * each slice, and the risk, 1 − Dice, of the surest masks.
     */
    static void put(ObjectNode node, RiskCoverage judged) {
        putIfDefined(node, "spearman", judged.spearman());
        putIfDefined(node, "spearman_slices", judged.ofSlices().spearman());
        ArrayNode curve = node.putArray("risk_coverage");
        if (!judged.masks().isEmpty()) {
            for (double coverage : COVERAGES) {
                curve.addArray().add(coverage).add(rounded(judged.risk(coverage)));
            }
        }
    }

    private static void putIfDefined(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, rounded(value));
        } else {
            node.putNull(name);
        }
    }

    static void print(RiskCoverage judged, PrintWriter out) {
        if (Double.isFinite(judged.spearman())) {
            out.printf(
                    Locale.ROOT,
                    "confidence against Dice, %d masks: Spearman %.2f (%.2f for the worst of each slice);"
                            + " mean Dice of the surest half %.3f, of all %.3f%n",
                    judged.masks().size(),
                    judged.spearman(),
                    judged.ofSlices().spearman(),
                    1 - judged.risk(.5),
                    1 - judged.risk(1));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
