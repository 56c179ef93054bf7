package diffusam.app;

import diffusam.settings.Archive;
import diffusam.settings.Settings;
import diffusam.settings.Settings.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/** The settings while the program runs; every change is kept soon. FX thread only. */
final class Preferences {
    private static final int RECENT = 12;

    final BooleanProperty greeted;
    final BooleanProperty toured;
    final StringProperty language;
    final ObjectProperty<Settings.Theme> theme;
    final ObjectProperty<Settings.Frame> frame;
    final ObjectProperty<Settings.Look> look;
    final Keys keys;
    private final ObservableMap<String, String> chosenKeys;
    final StringProperty folder;
    final ObjectProperty<Settings.Model> model;
    final ObservableMap<String, Progress> progress;
    final ObservableList<Archive> archives;
    final StringProperty fetched;
    private final ObservableList<String> recent;
    private final ObservableList<String> readableRecent;

    /**
     * @param keeper gets the settings after each change
     */
    Preferences(Settings settings, Consumer<Settings> keeper) {
        greeted = new SimpleBooleanProperty(settings.greeted());
        toured = new SimpleBooleanProperty(settings.toured());
        language = new SimpleStringProperty(settings.language());
        theme = new SimpleObjectProperty<>(settings.theme());
        frame = new SimpleObjectProperty<>(settings.frame());
        look = new SimpleObjectProperty<>(settings.look());
        chosenKeys = FXCollections.observableHashMap();
        chosenKeys.putAll(settings.keys());
        keys = new Keys(chosenKeys);
        folder = new SimpleStringProperty(settings.folder());
        model = new SimpleObjectProperty<>(settings.model());
        recent = FXCollections.observableArrayList(settings.recent());
        readableRecent = FXCollections.unmodifiableObservableList(recent);
        progress = FXCollections.observableHashMap();
        progress.putAll(settings.progress());
        archives = FXCollections.observableArrayList(settings.archives());
        fetched = new SimpleStringProperty(settings.fetched());
        InvalidationListener changed = change -> keeper.accept(settings());
        for (Observable value : List.<Observable>of(
                greeted,
                toured,
                language,
                theme,
                frame,
                look,
                chosenKeys,
                folder,
                recent,
                model,
                progress,
                archives,
                fetched)) {
            value.addListener(changed);
        }
    }

    Settings settings() {
        return new Settings(
                greeted.get(),
                toured.get(),
                language.get(),
                theme.get(),
                frame.get(),
                look.get(),
                chosenKeys,
                folder.get(),
                recent,
                model.get(),
                progress,
                archives,
                fetched.get());
    }

    /** Places of studies, the last one opened first. */
    ObservableList<String> recent() {
        return readableRecent;
    }

    /** Puts a place in front of the others. */
    void remember(Path study) {
        String place = study.toAbsolutePath().normalize().toString();
        List<String> others = recent.stream()
                .filter(other -> !other.equals(place))
                .limit(RECENT - 1L)
                .toList();
        recent.setAll(Stream.concat(Stream.of(place), others.stream()).toList());
    }
}
