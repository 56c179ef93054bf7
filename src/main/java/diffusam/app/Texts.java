package diffusam.app;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The texts of the window in the user's language. */
record Texts(ResourceBundle bundle, Locale locale) {
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

    /**
     * @throws java.util.MissingResourceException if there is no such text
     */
    String of(String key, Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
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
