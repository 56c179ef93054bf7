package diffusam.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.engine.NextSlice;
import java.util.Locale;

/** Which slice to label next, in words and in the report. */
record Advice(NextSlice next) {
    String sentence() {
        String gain = String.format(Locale.ROOT, "%.3f", next.gain());
        if (!next.isWorthwhile()) {
            return "labelling one more slice would add about " + gain + " to the mean Dice: these seeds are enough";
        }
        return "label slice " + next.slice() + " next: " + reason() + "; it would add about " + gain
                + " to the mean Dice";
    }

    private String reason() {
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

    /** {@code {"slice": 12, "label": 5, "disputed": false, "gain": 0.02, "worthwhile": true}}. */
    void put(ObjectNode node) {
        node.put("slice", next.slice());
        node.put("label", next.label());
        node.put("disputed", next.disputed());
        node.put("gain", Math.round(next.gain() * 1e4) / 1e4);
        node.put("worthwhile", next.isWorthwhile());
    }
}
