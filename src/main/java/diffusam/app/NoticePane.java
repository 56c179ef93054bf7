package diffusam.app;

import diffusam.app.Notices.Notice;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** The notices as cards over the views; they take neither the focus nor the mouse beside them. */
final class NoticePane extends VBox {
    private static final Duration SHOWN = Duration.seconds(6);

    private final Notices notices;
    private final Texts texts;

    NoticePane(Notices notices, Texts texts) {
        this.notices = notices;
        this.texts = texts;
        getStyleClass().add("notices");
        setPickOnBounds(false);
        setAlignment(Pos.BOTTOM_RIGHT);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        notices.items().addListener((ListChangeListener<Notice>) change -> {
            showAll();
            while (change.next()) {
                expire(change.getAddedSubList());
            }
        });
    }

    /** What only informs goes by itself. */
    private void expire(List<? extends Notice> added) {
        for (Notice notice : added) {
            if (notice.kind() == Notices.Kind.INFORMATION) {
                PauseTransition pause = new PauseTransition(SHOWN);
                pause.setOnFinished(e -> notices.dismiss(notice));
                pause.play();
            }
        }
    }

    private void showAll() {
        getChildren().setAll(notices.items().stream().map(this::card).toList());
    }

    private HBox card(Notice notice) {
        FontIcon icon = new FontIcon(
                switch (notice.kind()) {
                    case INFORMATION -> "mdi2c-check-circle-outline";
                    case WARNING -> "mdi2a-alert-outline";
                    case ERROR -> "mdi2a-alert-octagon-outline";
                });
        Label text = new Label(notice.text());
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox card = new HBox(icon, text);
        card.setAlignment(Pos.CENTER_LEFT);
        card.getStyleClass().addAll("notice", "notice-" + notice.kind().name().toLowerCase(Locale.ROOT));
        if (!notice.details().isEmpty()) {
            Button copy = new Button(texts.of("notice.copy"));
            copy.getStyleClass().addAll("small", "flat");
            copy.setMinWidth(Region.USE_PREF_SIZE);
            copy.setFocusTraversable(false);
            copy.setOnAction(e -> copy(notice.details()));
            card.getChildren().add(copy);
        }
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.getStyleClass().addAll("flat", "button-icon", "small");
        close.setFocusTraversable(false);
        close.setAccessibleText(texts.of("notice.dismiss"));
        close.setOnAction(e -> notices.dismiss(notice));
        card.getChildren().add(close);
        return card;
    }

    private static void copy(String details) {
        ClipboardContent content = new ClipboardContent();
        content.putString(details);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
