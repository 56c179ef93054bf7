package diffusam.app;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the window in the user's language. */
record Texts(ResourceBundle bundle) {
    static Texts in(Locale locale) {
        return new Texts(ResourceBundle.getBundle("diffusam.app.texts", locale, Texts.class.getClassLoader()));
    }

    /**
     * @throws java.util.MissingResourceException if there is no such text
     */
    String of(String key, Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, bundle.getLocale()).format(values);
    }
}
