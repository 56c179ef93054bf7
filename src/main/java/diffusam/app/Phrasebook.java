package diffusam.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the packages below the window say in English, in the user's language: a list of sentences with gaps {0}, {1}, …, each
 * with its translation. What stands in a gap is looked up in turn, so that a clause may be part of many sentences.
 */
final class Phrasebook {
    private static final Pattern GAP = Pattern.compile("\\{(\\d)}");
    private static final int DEEPEST = 4;

    private final List<Phrase> phrases;

    private Phrasebook(List<Phrase> phrases) {
        this.phrases = phrases;
    }

    /**
     * @param english with gaps
     * @param translation with the same gaps, in any order
     * @param pattern finds what stands in them
     */
    record Phrase(String english, String translation, Pattern pattern) {
        private static Phrase of(String english, String translation) {
            StringBuilder regex = new StringBuilder();
            Matcher gap = GAP.matcher(english);
            int from = 0;
            while (gap.find()) {
                regex.append(Pattern.quote(english.substring(from, gap.start())))
                        .append("(.+?)");
                from = gap.end();
            }
            regex.append(Pattern.quote(english.substring(from)));
            return new Phrase(english, translation, Pattern.compile(regex.toString(), Pattern.DOTALL));
        }

        /** How much of it is no gap. */
        private int words() {
            return GAP.matcher(english).replaceAll("").length();
        }
    }

    /** The book of a language; an empty one if there is none, as for English. */
    static Phrasebook in(Locale locale) {
        try (InputStream in = Phrasebook.class.getResourceAsStream("phrases_" + locale.getLanguage() + ".txt")) {
            return in == null ? new Phrasebook(List.of()) : read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Phrasebook read(String text) {
        List<Phrase> read = new ArrayList<>();
        for (String pair : text.strip().split("\n\n")) {
            String[] lines = pair.split("\n");
            read.add(Phrase.of(lines[0], lines[1]));
        }
        read.sort(Comparator.comparingInt(Phrase::words).reversed()); // the most special first
        return new Phrasebook(read);
    }

    List<Phrase> phrases() {
        return List.copyOf(phrases);
    }

    /** The sentence in the language of the book; as it is if the book does not have it. */
    String translated(String sentence) {
        return translated(sentence, DEEPEST);
    }

    private String translated(String sentence, int deep) {
        boolean ends = sentence.endsWith(".");
        String words = ends ? sentence.substring(0, sentence.length() - 1) : sentence;
        for (Phrase phrase : phrases) {
            Matcher found = phrase.pattern.matcher(words);
            if (found.matches()) {
                return filled(phrase, found, deep) + (ends ? "." : "");
            }
        }
        return sentence;
    }

    private String filled(Phrase phrase, Matcher found, int deep) {
        return GAP.matcher(phrase.translation).replaceAll(gap -> {
            String words = found.group(Integer.parseInt(gap.group(1)) + 1);
            return Matcher.quoteReplacement(deep == 0 ? words : translated(words, deep - 1));
        });
    }
}
