package diffusam.app;

import diffusam.engine.Choice;
import diffusam.engine.Source;
import java.util.SortedMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Says in words which masks each label got of a run, and why.
 *
 * @param names of labels
 */
record ChoiceTexts(Texts texts, IntFunction<String> names) {
    /** A line for each label. */
    String of(SortedMap<Integer, Choice> choices) {
        return choices.entrySet().stream()
                .map(entry -> sentence(names.apply(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private String sentence(String label, Choice choice) {
        String slices = choice.heldOut().stream()
                .map(slice -> Integer.toString(slice + 1))
                .collect(Collectors.joining(", "));
        double together = percent(choice, Source.FUSION);
        return choice.source() == Source.FUSION
                ? texts.of("choice.together", label, slices, together)
                : texts.of(
                        "choice.alone",
                        label,
                        texts.of("source." + choice.source()),
                        slices,
                        percent(choice, choice.source()),
                        together);
    }

    private static double percent(Choice choice, Source source) {
        return 100 * choice.estimates().getOrDefault(source, 0.0);
    }
}
