package diffusam.io.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of each attribute that may tell who somebody is: the table of the basic profile (PS3.15, E.1-1). */
final class Confidentiality {
    private static final int CURVES = 0x50;
    private static final Map<Integer, Rule> RULES = read();

    private Confidentiality() {}

    /** What is done with a value. Where the standard leaves a choice, the one that keeps files valid is taken. */
    enum Action {
        REMOVE,
        EMPTY,
        /** Replace by a value that is valid and means nothing. */
        DUMMY,
        /** Replace by another identifier, the same wherever it stands. */
        NEW_UID,
        /** Keep the sequence for the references in it, whose identifiers are replaced. */
        CLEAN_ITEMS
    }

    /**
     * One row of the table.
     *
     * @param keptBy the options of which each keeps the attribute as it is
     */
    record Rule(Action action, Set<Retention> keptBy) {}

    /** The rule for an attribute, null if the table does not name it. */
    static @Nullable Rule rule(int tag) {
        return RULES.get(tag >>> 24 == CURVES ? CURVES << 24 : Dictionary.key(tag));
    }

    private static Map<Integer, Rule> read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Confidentiality.class.getResourceAsStream("confidentiality.tsv")),
                StandardCharsets.UTF_8))) {
            Map<Integer, Rule> rules = new HashMap<>();
            for (String line : in.lines().toList()) {
                String[] cells = line.split("\t", -1);
                rules.put(Integer.parseUnsignedInt(cells[0], 16), new Rule(action(cells[1]), kept(cells[2])));
            }
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Action action(String letters) {
        return switch (letters) {
            case "X" -> Action.REMOVE;
            case "Z", "X/Z" -> Action.EMPTY;
            case "D", "X/D", "Z/D", "X/Z/D" -> Action.DUMMY;
            case "U" -> Action.NEW_UID;
            case "X/Z/U*" -> Action.CLEAN_ITEMS;
            default -> throw new IllegalStateException("the table says " + letters);
        };
    }

    private static Set<Retention> kept(String words) {
        if (words.equals("-")) {
            return Set.of();
        }
        return Arrays.stream(words.split(","))
                .map(word -> Retention.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Retention.class)));
    }
}
