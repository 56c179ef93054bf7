package diffusam.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import diffusam.settings.Settings.Theme;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Subscription;

/** Gives every window of the program, dialogs as well, the colours of the chosen theme and the Studio's own style. */
final class Appearance {
    private final String style =
            Objects.requireNonNull(Appearance.class.getResource("studio.css")).toExternalForm();
    private final ListChangeListener<Window> opened = change -> {
        while (change.next()) {
            change.getAddedSubList().forEach(this::dress);
        }
    };
    private final Subscription chosen;

    Appearance(ObservableValue<Theme> theme) {
        chosen = theme.subscribe(Appearance::use);
        Window.getWindows().forEach(this::dress);
        Window.getWindows().addListener(opened);
    }

    void dispose() {
        chosen.unsubscribe();
        Window.getWindows().removeListener(opened);
    }

    private static void use(Theme theme) {
        Application.setUserAgentStylesheet(
                switch (theme) {
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                });
    }

    private void dress(Window window) {
        Scene scene = window.getScene();
        if (scene != null && !scene.getStylesheets().contains(style)) {
            scene.getStylesheets().add(style);
        }
    }
}
