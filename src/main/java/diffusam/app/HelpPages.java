package diffusam.app;

import java.util.List;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** The page of shortcuts, generated from the command table, and what the program is. */
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

    void showShortcuts(CommandTable commands) {
        Alert alert = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
        alert.setTitle(texts.of("command.shortcuts"));
        alert.initOwner(owner);
        VBox pages = new VBox();
        pages.getStyleClass().add("shortcuts");
        commands.menus().forEach((menu, ids) -> pages.getChildren().add(section(texts.of(menu), commands, ids)));
        pages.getChildren().add(mouse());
        ScrollPane scroll = new ScrollPane(pages);
        scroll.setFitToWidth(true);
        scroll.setPrefSize(560, 560);
        alert.getDialogPane().setContent(scroll);
        alert.setResizable(true);
        alert.show();
    }

    private VBox section(String title, CommandTable commands, List<String> ids) {
        GridPane grid = grid();
        int row = 0;
        for (List<Command> group : commands.groups(ids)) {
            for (Command command : group) {
                String keys =
                        command.shortcut().map(KeyCombination::getDisplayText).orElse("");
                if (!keys.isEmpty()) {
                    grid.addRow(row++, keyCap(keys), new Label(command.text()));
                }
            }
        }
        return titled(title, grid);
    }

    private VBox mouse() {
        GridPane grid = grid();
        int row = 0;
        for (String gesture :
                List.of("scroll", "zoom", "window", "pan", "crosshair", "maximise", "finish", "hide", "step")) {
            grid.addRow(
                    row++,
                    keyCap(texts.of("mouse." + gesture + ".how")),
                    new Label(texts.of("mouse." + gesture + ".what")));
        }
        return titled(texts.of("mouse.title"), grid);
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcut-grid");
        return grid;
    }

    private static HBox keyCap(String keys) {
        Label cap = new Label(keys);
        cap.getStyleClass().add("key-cap");
        HBox box = new HBox(cap);
        box.setMinWidth(170);
        return box;
    }

    private static VBox titled(String title, GridPane grid) {
        Label label = new Label(title);
        label.getStyleClass().add("panel-title");
        return new VBox(label, grid);
    }
}
