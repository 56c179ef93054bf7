package diffusam.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.engine.Choice;
import diffusam.engine.FewShotResult;
import diffusam.engine.NextSlice;
import diffusam.engine.Source;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run says about itself, in words and in the report: which masks it chose and why, and which slice to label next. */
record Advice(FewShotResult result) {
    void print(PrintWriter out) {
        result.choices().forEach((label, choice) -> out.println("label " + label + ": " + sentence(choice)));
        result.doubts().next().ifPresent(next -> out.println(sentence(next)));
    }

    private static String sentence(Choice choice) {
        String estimates = choice.estimates().entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.2f", Words.of(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(", "));
        String why = choice.source() == Source.FUSION
                ? "no single source is clearly better"
                : "it is clearly better than the fusion";
        return Words.of(choice.source()) + ", for on held-out " + Listing.of("seed slice", choice.heldOut()) + " " + why
                + " (Dice: " + estimates + ")";
    }

    private static String sentence(NextSlice next) {
        String gain = String.format(Locale.ROOT, "%.3f", next.gain());
        if (!next.isWorthwhile()) {
            return "labelling one more slice would add about " + gain + " to the mean Dice: these seeds are enough";
        }
        return "label slice " + next.slice() + " next: " + reason(next) + "; it would add about " + gain
                + " to the mean Dice";
    }

    private static String reason(NextSlice next) {
        String doubt = next.disputed()
                ? "the passes from both sides disagree on label " + next.label()
                : "label " + next.label() + " is least sure";
        if (next.below().isPresent() && next.above().isPresent()) {
            return doubt + " between seeds " + next.below().getAsInt() + " and "
                    + next.above().getAsInt();
        }
        return doubt
                + (next.below().isPresent()
                        ? " above seed " + next.below().getAsInt()
                        : " below seed " + next.above().orElseThrow());
    }

    /** {@code "choices": {"5": {"source", "dice": {"fusion": 0.9, ...}, "held_out": [12]}}, "next": {"slice", ...}}. */
    void put(ObjectNode report) {
        ObjectNode choices = report.putObject("choices");
        result.choices().forEach((label, choice) -> {
            ObjectNode node = choices.putObject(label.toString());
            node.put("source", Words.of(choice.source()));
            ObjectNode dice = node.putObject("dice");
            choice.estimates().forEach((source, value) -> dice.put(Words.of(source), rounded(value)));
            choice.heldOut().forEach(node.putArray("held_out")::add);
        });
        result.doubts().next().ifPresent(next -> {
            ObjectNode node = report.putObject("next");
            node.put("slice", next.slice());
            node.put("label", next.label());
            node.put("disputed", next.disputed());
            node.put("gain", rounded(next.gain()));
            node.put("worthwhile", next.isWorthwhile());
        });
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
