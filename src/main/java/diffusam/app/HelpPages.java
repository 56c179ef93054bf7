package diffusam.app;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.stage.Window;

/** Windows that explain: the page of keys, and what the program is. */
final class HelpPages {
    private final Window owner;
    private final Texts texts;

    HelpPages(Window owner, Texts texts) {
        this.owner = owner;
        this.texts = texts;
    }

    void showAbout(String version) {
        Alert alert = new Alert(Alert.AlertType.INFORMATION, texts.of("about.text", version), ButtonType.OK);
        alert.setHeaderText(texts.of("about.header"));
        alert.setTitle(texts.of("command.about"));
        alert.initOwner(owner);
        alert.getDialogPane().setPrefWidth(520);
        alert.show();
    }

    void showShortcuts(KeysPage page) {
        Alert alert = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
        alert.setTitle(texts.of("command.shortcuts"));
        alert.initOwner(owner);
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setPrefSize(640, 560);
        alert.getDialogPane().setContent(new BorderPane(scroll, null, null, page.footer(), null));
        alert.setResizable(true);
        alert.show();
    }
}
