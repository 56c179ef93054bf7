package diffusam.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.files.SafeFile;
import diffusam.metrics.Agreement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** The finished runs as tables and pictures: CSV and JSON for programs, Markdown with PNG for people. */
final class Report {
    private static final String MEAN = "mean";

    private final Benchmark benchmark;
    private final List<RunResult> runs;
    private final Path folder;

    Report(Benchmark benchmark, Collection<RunResult> runs, Path folder) {
        this.benchmark = benchmark;
        this.runs = runs.stream()
                .filter(r -> benchmark.protocol().methods().contains(r.key().method()))
                .toList();
        this.folder = folder;
    }

    void write() throws IOException {
        text("results.csv", csv());
        text("results.json", new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n");
        DiceChart chart = new DiceChart(benchmark.protocol().methods(), counts());
        SafeFile.write(folder.resolve("dice.png"), out -> ImageIO.write(chart.draw(panels()), "png", out));
        text("report.md", markdown());
    }

    private void text(String name, String content) throws IOException {
        SafeFile.write(folder.resolve(name), out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Integer> counts() {
        return runs.stream().map(r -> r.key().seeds()).distinct().sorted().toList();
    }

    private String name(int label) {
        return String.valueOf(benchmark.data().labels().get(label));
    }

    private String csv() {
        StringBuilder out = new StringBuilder(
                "method,seeds,scan,label,structure,dice,hd95_mm,assd_mm,prediction_ml,truth_ml,train_s,propagate_s\n");
        for (RunResult run : runs) {
            run.rest()
                    .forEach((label, a) -> out.append(String.format(
                            Locale.ROOT,
                            "%s,%d,%s,%d,%s,%s,%s,%s,%.3f,%.3f,%.2f,%.2f%n",
                            run.key().method(),
                            run.key().seeds(),
                            quoted(run.key().scan()),
                            label,
                            quoted(name(label)),
                            figure(a.dice()),
                            figure(a.hd95Mm()),
                            figure(a.assdMm()),
                            a.predictionMl(),
                            a.truthMl(),
                            run.trainSeconds(),
                            run.propagateSeconds())));
        }
        return out.toString();
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String figure(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "";
    }

    private ObjectNode json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("data", benchmark.data().name());
        node.put("setting", benchmark.protocol().setting().name().toLowerCase(Locale.ROOT));
        ArrayNode means = node.putArray("means");
        for (String method : benchmark.protocol().methods()) {
            for (int count : counts()) {
                ObjectNode one = means.addObject().put("method", method).put("seeds", count);
                ObjectNode dice = one.putObject("dice");
                panels().forEach((structure, byMethod) -> {
                    Double value =
                            byMethod.getOrDefault(method, new TreeMap<>()).get(count);
                    if (value != null && Double.isFinite(value)) {
                        dice.put(structure, value);
                    }
                });
                one.put("train_s", mean(of(method, count), RunResult::trainSeconds));
                one.put("propagate_s", mean(of(method, count), RunResult::propagateSeconds));
            }
        }
        return node;
    }

    private List<RunResult> of(String method, int count) {
        return runs.stream()
                .filter(r -> r.key().method().equals(method) && r.key().seeds() == count)
                .toList();
    }

    private static double mean(List<RunResult> of, ToDoubleFunction<RunResult> figure) {
        return of.stream().mapToDouble(figure).average().orElse(0);
    }

    /** For each structure, and for the mean over all of a scan, for each method: Dice by number of seeds. */
    private SortedMap<String, Map<String, SortedMap<Integer, Double>>> panels() {
        SortedMap<String, Map<String, SortedMap<Integer, Double>>> panels = new TreeMap<>();
        for (String method : benchmark.protocol().methods()) {
            for (int count : counts()) {
                List<RunResult> own = of(method, count);
                for (int label : benchmark.labels()) {
                    double dice = Agreement.mean(own.stream()
                                    .filter(r -> r.rest().containsKey(label))
                                    .map(r -> r.rest().get(label))
                                    .toList())
                            .dice();
                    put(panels, name(label), method, count, dice);
                }
                put(panels, MEAN, method, count, mean(own, RunResult::dice));
            }
        }
        return panels;
    }

    private static void put(
            SortedMap<String, Map<String, SortedMap<Integer, Double>>> panels,
            String structure,
            String method,
            int count,
            double dice) {
        if (Double.isFinite(dice)) {
            panels.computeIfAbsent(structure, s -> new TreeMap<>())
                    .computeIfAbsent(method, m -> new TreeMap<>())
                    .put(count, dice);
        }
    }

    private String markdown() {
        StringBuilder out = new StringBuilder("# " + benchmark.data().name() + ", "
                + benchmark.protocol().setting().name().toLowerCase(Locale.ROOT) + "\n\n");
        out.append(
                "Mean Dice over the scans, on slices that were no seeds, from three before a structure to three after it.\n");
        for (int count : counts()) {
            table(out, count);
        }
        out.append("\n![Dice against the number of seeds](dice.png)\n");
        overlays(out);
        return out.toString();
    }

    private void table(StringBuilder out, int count) {
        List<String> structures =
                new ArrayList<>(benchmark.labels().stream().map(this::name).toList());
        structures.add(MEAN);
        out.append("\n## ").append(count).append(count == 1 ? " seed\n\n| method | " : " seeds\n\n| method | ");
        out.append(String.join(" | ", structures)).append(" | scans | training s | rest s |\n|");
        out.append("---|".repeat(structures.size() + 4)).append('\n');
        for (String method : benchmark.protocol().methods()) {
            List<RunResult> own = of(method, count);
            if (own.isEmpty()) {
                continue;
            }
            String row = structures.stream()
                    .map(s -> panels().getOrDefault(s, Map.of())
                            .getOrDefault(method, new TreeMap<>())
                            .get(count))
                    .map(v -> v == null ? "" : String.format(Locale.ROOT, "%.3f", v))
                    .collect(Collectors.joining(" | "));
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %.1f | %.1f |%n",
                    method,
                    row,
                    own.size(),
                    mean(own, RunResult::trainSeconds),
                    mean(own, RunResult::propagateSeconds)));
        }
    }

    /** The best, the median and the worst scan of the method of interest, with the most seeds. */
    private void overlays(StringBuilder out) {
        String method = benchmark.protocol().methods().get(0);
        List<RunResult> ranked = counts().isEmpty()
                ? List.of()
                : of(method, counts().getLast()).stream()
                        .sorted(Comparator.comparingDouble(RunResult::dice).reversed())
                        .toList();
        if (ranked.isEmpty()) {
            return;
        }
        Map<String, RunResult> chosen = new LinkedHashMap<>();
        chosen.put("Best", ranked.getFirst());
        chosen.put("Median", ranked.get(ranked.size() / 2));
        chosen.put("Worst", ranked.getLast());
        chosen.forEach((word, run) -> out.append(String.format(
                Locale.ROOT,
                "%n%s: %s, Dice %.3f%n%n![truth and result](overlays/%s)%n",
                word,
                run.key().scan(),
                run.dice(),
                benchmark.overlay(run.key()).getFileName())));
    }
}
