package diffusam.app;

import diffusam.settings.Settings.Theme;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** The commands that change what is remembered about the user. */
final class SettingsCommands {
    private static final List<String> LANGUAGES = List.of("", "en", "de");
    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    private final Preferences preferences;
    private final Notices notices;
    private final Texts texts;

    SettingsCommands(StudioModel model, Texts texts) {
        this.preferences = model.preferences();
        this.notices = model.notices();
        this.texts = texts;
    }

    void addTo(CommandTable.Builder table) {
        table.menu("menu.settings");
        for (Theme theme : Theme.values()) {
            table.add(choice("theme." + theme, () -> preferences.theme.set(theme), preferences.theme.isEqualTo(theme)));
        }
        table.separator();
        for (String tag : LANGUAGES) {
            table.add(choice(
                    tag.isEmpty() ? "language" : "language." + tag,
                    () -> speak(tag),
                    Bindings.equal(preferences.language, tag)));
        }
    }

    /** The texts of this window were made in the language before. */
    private void speak(String tag) {
        if (!preferences.language.get().equals(tag)) {
            preferences.language.set(tag);
            notices.tell(Texts.chosen(tag).of("notice.language"));
        }
    }

    private Command choice(String id, Runnable action, @Nullable ObservableBooleanValue selected) {
        return new Command(id, texts.of("command." + id), preferences.keys.of(id, null), "", action, ALWAYS, selected);
    }
}
