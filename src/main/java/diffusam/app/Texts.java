package diffusam.app;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.ConcurrentHashMap;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The texts of the window in the user's language. */
final class Texts {
    private static final double LEAST_SHARE = 0.005;

    private final ResourceBundle bundle;
    private final Locale locale;
    private final Phrasebook phrasebook;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Texts(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
        phrasebook = Phrasebook.in(locale);
    }

    /** The texts in a language; English if there are none in it. */
    static Texts in(Locale locale) {
        return new Texts(
                ResourceBundle.getBundle(
                        "diffusam.app.texts",
                        locale,
                        Texts.class.getClassLoader(),
                        Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)),
                locale);
    }

    /**
     * The texts in the language a person chose.
     *
     * @param tag of the language; empty for the system's
     */
    static Texts chosen(String tag) {
        return in(tag.isEmpty() ? Locale.getDefault() : Locale.forLanguageTag(tag));
    }

    Locale locale() {
        return locale;
    }

    /**
     * From any thread.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    String of(String key, Object... values) {
        if (values.length == 0) {
            return bundle.getString(key);
        }
        MessageFormat format = formats.computeIfAbsent(key, k -> new MessageFormat(bundle.getString(k), locale));
        synchronized (format) {
            return format.format(values);
        }
    }

    /** What a package below the window says in English: why a file cannot be read, why there is no GPU. From any thread. */
    String said(String sentence) {
        return phrasebook.translated(sentence);
    }

    /** The same as a whole sentence, with the full stop that most of them lack. */
    String sentence(String sentence) {
        String said = said(sentence);
        return said.isEmpty() || said.endsWith(".") ? said : said + ".";
    }

    /** What a job says it is doing, which it says in English. */
    String stage(String stage) {
        String key = "stage." + stage;
        return bundle.containsKey(key) ? bundle.getString(key) : stage;
    }

    /** A span of time in whole seconds, from a minute on with minutes. */
    String duration(double seconds) {
        long whole = Math.round(Math.ceil(seconds));
        return whole < 60 ? of("duration.seconds", whole) : of("duration.minutes", whole / 60, whole % 60);
    }

    /** A share in percent, from 0 to 1; what rounds to nothing is said to be little, for it is not nothing. */
    String share(double share) {
        return share < LEAST_SHARE ? of("share.least") : of("share", 100 * share);
    }

    /** Names the values of an enum for a choice, by a key that begins with {@code prefix}. */
    <E extends Enum<E>> StringConverter<E> naming(String prefix) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable E value) {
                return value == null ? "" : of(prefix + value);
            }

            @Override
            public E fromString(String text) {
                throw new IllegalArgumentException("these choices are not typed");
            }
        };
    }
}
