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
            if (notice.expires()) {
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
        notice.offer()
                .ifPresent(offer -> card.getChildren().add(button(offer.text(), () -> {
                    notices.dismiss(notice);
                    offer.action().run();
                })));
        if (!notice.details().isEmpty()) {
            card.getChildren().add(button(texts.of("notice.copy"), () -> copy(notice.details())));
        }
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.getStyleClass().addAll("flat", "button-icon", "small");
        close.setFocusTraversable(false);
        close.setAccessibleText(texts.of("notice.dismiss"));
        close.setOnAction(e -> notices.dismiss(notice));
        card.getChildren().add(close);
        return card;
    }

    private static Button button(String text, Runnable action) {
        Button button = new Button(text);
        button.getStyleClass().addAll("small", "flat");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.setOnAction(e -> action.run());
        return button;
    }

    private static void copy(String details) {
        ClipboardContent content = new ClipboardContent();
        content.putString(details);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
