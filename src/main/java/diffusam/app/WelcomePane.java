package diffusam.app;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands in place of the views while no study is open. */
final class WelcomePane extends VBox {
    WelcomePane(CommandTable commands, RecentStudies recent, Texts texts) {
        getStyleClass().add("welcome");
        setAlignment(Pos.CENTER);
        Label title = new Label(texts.of("app.name"));
        title.getStyleClass().add("welcome-title");
        Label how = text(texts.of("welcome.how"), "welcome-how");
        HBox buttons = new HBox(button(commands.get("openImage"), true), button(commands.get("openFolder"), false));
        buttons.setAlignment(Pos.CENTER);
        buttons.getStyleClass().add("welcome-buttons");
        Label drop = text(texts.of("welcome.drop"), "hint");
        Label research = text(texts.of("research.long"), "welcome-research");
        getChildren().addAll(new FontIcon("mdi2v-view-grid-outline"), title, how, buttons, drop, recent, research);
    }

    private static Button button(Command command, boolean isDefault) {
        Button button = new Button(command.text(), new FontIcon(command.icon()));
        button.setId("welcome-" + command.id());
        if (isDefault) {
            button.getStyleClass().add("accent");
        }
        button.setOnAction(e -> command.run());
        return button;
    }

    private static Label text(String text, String styleClass) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setTextAlignment(TextAlignment.CENTER);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
