package diffusam.cli;

import java.util.Collection;
import java.util.stream.Collectors;

/** Numbers in a sentence. */
final class Listing {
    private static final int MOST = 12;

    private Listing() {}

    /** "1, 2, 5"; a long list is cut, and says how many there are. */
    static String of(Collection<Integer> numbers) {
        String shown = numbers.stream().limit(MOST).map(String::valueOf).collect(Collectors.joining(", "));
        return numbers.size() <= MOST ? shown : shown + ", ... (" + numbers.size() + " in all)";
    }

    /** "label 5" or "labels 1, 5". */
    static String of(String noun, Collection<Integer> numbers) {
        return noun + (numbers.size() == 1 ? " " : "s ") + of(numbers);
    }
}
