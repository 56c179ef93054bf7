package diffusam.app;

import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Windows that explain: the page of keys, and what the program is. */
final class HelpPages {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 640;

    private final Window owner;
    private final Texts texts;

    HelpPages(Window owner, Texts texts) {
        this.owner = owner;
        this.texts = texts;
    }

    void showAbout(String version) {
        Alert alert = new Alert(Alert.AlertType.INFORMATION, "", ButtonType.OK);
        alert.setHeaderText(texts.of("about.header"));
        alert.setTitle(texts.of("command.about"));
        alert.initOwner(owner);
        Label text = new Label(texts.of("about.text", version));
        text.setWrapText(true);
        VBox content = new VBox(12, text, new Label(texts.of("about.others")), licences());
        alert.getDialogPane().setContent(content);
        alert.getDialogPane().setPrefWidth(560);
        alert.setResizable(true);
        alert.show();
    }

    private TextArea licences() {
        TextArea list = new TextArea(ThirdParty.shipped().stream()
                .map(other -> other.library() + ": " + other.licence())
                .collect(Collectors.joining("\n")));
        list.setId("licences");
        list.setAccessibleText(texts.of("about.others"));
        list.setEditable(false);
        list.setWrapText(true);
        list.setPrefRowCount(9);
        return list;
    }

    void showModels(ModelsPage page) {
        show("command.models", page);
    }

    void showShortcuts(KeysPage page) {
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        show("command.shortcuts", new BorderPane(scroll, page.header(), null, page.footer(), null));
    }

    private void show(String title, Node page) {
        Alert alert = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
        alert.setTitle(texts.of(title));
        alert.initOwner(owner);
        alert.getDialogPane().setContent(page);
        alert.setResizable(true);
        alert.setWidth(WIDTH); // else as large as a message
        alert.setHeight(HEIGHT);
        alert.show();
    }
}
