package diffusam.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.engine.Ablation;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.Method;
import diffusam.engine.Seeds;
import diffusam.metrics.RiskCoverage;
import java.util.Optional;

/**
 * What {@code segment --report} writes.
 *
 * @param scores empty without a truth: then every figure of agreement is absent
 * @param judged the confidence of each mask beside its overlap; empty without a truth
 * @param totalSeconds wall time of the whole command, reading and writing included
 */
record RunReport(
        EngineRun run,
        EngineRun.Outcome outcome,
        Seeds seeds,
        Optional<Scores> scores,
        Optional<RiskCoverage> judged,
        double totalSeconds,
        long peakMegabytes) {
    ObjectNode toJson() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.set("labels", scores.map(Scores::labelsAsJson).orElseGet(this::unjudged));
        report.set("mean", scores.map(Scores::meanAsJson).orElseGet(JsonNodeFactory.instance::objectNode));
        putSeconds(report.putObject("seconds"), outcome.result());
        report.put("steps", outcome.result().trainingSteps());
        report.put("peak_memory_mb", peakMegabytes);
        report.put("method", Words.of(run.options().method()));
        report.put("variant", Words.of(run.options().variant()));
        putParts(report.putObject("parts"), run.options());
        report.put("model", run.options().method() == Method.INTERPOLATE ? "none" : run.model());
        report.put("device", outcome.device());
        report.put("seed", run.options().seed());
        report.put("axis", Words.of(seeds.layout().plane()));
        seeds.allSlices().forEach(report.putArray("seed_slices")::add);
        new Advice(outcome.result()).put(report);
        outcome.slices().putSlices(report.putArray("slices"));
        judged.ifPresent(curve -> SliceReport.put(report.putObject("confidence"), curve));
        putVersions(report.putObject("versions"));
        return report;
    }

    private static void putParts(ObjectNode parts, FewShotOptions options) {
        Ablation ablation = options.ablation();
        parts.put("sampling_steps", options.samplingSteps());
        parts.put("samples", options.samples());
        parts.put("segmentation_loss", ablation.segmentationLoss());
        parts.put("adjacent", ablation.adjacentSlices());
        parts.put("sharing", ablation.sharedNetwork());
        parts.put("order", Words.of(ablation.order()));
    }

    private ObjectNode unjudged() {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        seeds.labels().forEach(label -> labels.putObject(label.toString()));
        return labels;
    }

    private void putSeconds(ObjectNode seconds, FewShotResult result) {
        seconds.put("encode", rounded(result.encodeSeconds()));
        seconds.put("train", rounded(result.trainSeconds()));
        seconds.put("propagate", rounded(result.propagateSeconds()));
        seconds.put("total", rounded(totalSeconds));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private static void putVersions(ObjectNode node) {
        Versions versions = Versions.current();
        node.put("program", versions.program());
        node.put("java", versions.java());
        node.put("djl", versions.djl());
        node.put("pytorch", versions.pytorch());
    }
}
