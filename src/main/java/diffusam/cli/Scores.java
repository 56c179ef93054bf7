package diffusam.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.metrics.Agreement;
import diffusam.metrics.Comparison;
import diffusam.metrics.Structure;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Agreement of every label with the truth. */
record Scores(SortedMap<Integer, Score> byLabel) {
    /**
     * @param rest on the slices that had to be found
     * @param volume on all slices
     */
    record Score(Agreement rest, Agreement volume) {}

    /** @param seeds for each label the slices that were given */
    static Scores of(Comparison comparison, Collection<Integer> labels, IntFunction<Collection<Integer>> seeds) {
        SortedMap<Integer, Score> scores = new TreeMap<>();
        for (int label : labels) {
            Structure structure = comparison.structure(label);
            scores.put(label, new Score(structure.rest(seeds.apply(label)), structure.volume()));
        }
        return new Scores(scores);
    }

    /** {@code {"5": {"rest": {...}, "volume": {...}, "prediction_ml": n, "truth_ml": n}}}. */
    ObjectNode labelsAsJson() {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        byLabel.forEach((label, score) -> {
            ObjectNode node = labels.putObject(label.toString());
            putBoth(node, score);
            put(node, "prediction_ml", score.volume().predictionMl());
            put(node, "truth_ml", score.volume().truthMl());
        });
        return labels;
    }

    /** {@code {"rest": {...}, "volume": {...}}}: each figure's mean over the labels where it is defined. */
    ObjectNode meanAsJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        putBoth(node, mean());
        return node;
    }

    void print(PrintWriter out) {
        out.println("              non-seed slices of the structure              all slices");
        out.println("label       Dice   HD95 mm   ASSD mm        Dice   HD95 mm   ASSD mm        ml");
        byLabel.forEach((label, score) -> out.println(row(label.toString(), score)));
        out.println(row("mean", mean()));
    }

    private Score mean() {
        return new Score(
                Agreement.mean(byLabel.values().stream().map(Score::rest).toList()),
                Agreement.mean(byLabel.values().stream().map(Score::volume).toList()));
    }

    private static String row(String name, Score score) {
        Agreement all = score.volume();
        return "%-8s%s    %s  %8s"
                .formatted(name, figures(score.rest()), figures(all), figure("%.1f", all.predictionMl()));
    }

    private static String figures(Agreement a) {
        return "%8s  %8s  %8s"
                .formatted(figure("%.4f", a.dice()), figure("%.2f", a.hd95Mm()), figure("%.2f", a.assdMm()));
    }

    private static String figure(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
    }

    private static void putBoth(ObjectNode node, Score score) {
        node.set("rest", asJson(score.rest()));
        node.set("volume", asJson(score.volume()));
    }

    private static ObjectNode asJson(Agreement agreement) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, "dice", agreement.dice());
        put(node, "hd95_mm", agreement.hd95Mm());
        put(node, "assd_mm", agreement.assdMm());
        return node;
    }

    /** JSON has no NaN: what is not defined is null. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, Math.round(value * 1e6) / 1e6);
        } else {
            node.putNull(name);
        }
    }
}
