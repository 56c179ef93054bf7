package diffusam.app;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds commands by what somebody remembers of their names, in any of the languages.
 *
 * @param commands in the order of the menus
 */
record CommandSearch(List<Command> commands, List<Texts> languages) {
    private static final int NOTHING = Integer.MIN_VALUE;
    private static final int WORD_BEGINS = 8;
    private static final int FOLLOWS = 5;
    private static final int FOUND = 1;
    private static final int WHOLE = 40;

    CommandSearch {
        commands = List.copyOf(commands);
        languages = List.copyOf(languages);
    }

    /** The commands whose name holds the letters of the query in their order, best first; all for an empty query. */
    List<Command> find(String query) {
        String letters = plain(query).replace(" ", "");
        record Hit(Command command, int score) {}
        return commands.stream()
                .map(command -> new Hit(command, score(command, letters)))
                .filter(hit -> hit.score != NOTHING)
                .sorted(Comparator.comparingInt(hit -> -hit.score))
                .map(Hit::command)
                .toList();
    }

    private int score(Command command, String letters) {
        int best = score(plain(command.text()), letters);
        for (Texts language : languages) {
            best = Math.max(best, score(plain(language.of("command." + command.id())), letters));
        }
        return best;
    }

    /** Higher for letters that follow each other or begin words; {@link #NOTHING} if one of them is missing. */
    static int score(String name, String letters) {
        if (letters.isEmpty()) {
            return 0;
        }
        int score = name.replace(" ", "").contains(letters) ? WHOLE : 0;
        int at = -1;
        for (int n = 0; n < letters.length(); n++) {
            int next = bestNext(name, letters.charAt(n), at);
            if (next < 0) {
                return NOTHING;
            }
            score += next == at + 1 ? FOLLOWS : beginsWord(name, next) ? WORD_BEGINS : FOUND;
            at = next;
        }
        return score - name.length() / 8;
    }

    /** The letter that follows directly, or else the first one that begins a word, or else the first one. */
    private static int bestNext(String name, char letter, int after) {
        if (after >= 0 && after + 1 < name.length() && name.charAt(after + 1) == letter) {
            return after + 1;
        }
        for (int p = after + 1; p < name.length(); p++) {
            if (name.charAt(p) == letter && beginsWord(name, p)) {
                return p;
            }
        }
        return name.indexOf(letter, after + 1);
    }

    private static boolean beginsWord(String name, int p) {
        return p == 0 || !Character.isLetterOrDigit(name.charAt(p - 1));
    }

    /** In small letters without marks: "Rückgängig" is found by "ruck". */
    static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .trim();
    }
}
