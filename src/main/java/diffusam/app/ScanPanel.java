package diffusam.app;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The list of scans: which there are, how far each has come, and which one is open. */
final class ScanPanel extends BorderPane {
    private final Texts texts;
    private final ListView<Scan> list = new ListView<>();

    /**
     * @param onOpen gets the scan that the user wants to work on
     */
    ScanPanel(StudioModel model, CommandTable commands, Texts texts, Consumer<Scan> onOpen) {
        this.texts = texts;
        Scans scans = model.scans();
        getStyleClass().addAll("panel", "scan-panel");
        list.setId("scans");
        list.setAccessibleText(texts.of("scans.title"));
        list.setItems(scans.items());
        list.setFixedCellSize(64);
        list.setCellFactory(view -> new ScanRow(scans, model.workspace(), texts));
        list.setContextMenu(menu(model.workspace(), onOpen));
        Label empty = new Label(texts.of("scans.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add("hint");
        list.setPlaceholder(empty);
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                openSelected(onOpen);
            }
        });
        list.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                openSelected(onOpen);
                e.consume();
            }
        });
        scans.progress().addListener((MapChangeListener<String, Object>) change -> list.refresh());
        model.workspace().openProperty().subscribe(list::refresh);
        setTop(header(commands));
        setCenter(list);
        setBottom(new VBox(done(scans)));
    }

    private ContextMenu menu(Workspace workspace, Consumer<Scan> onOpen) {
        MenuItem open = new MenuItem(texts.of("scans.open"));
        open.setOnAction(e -> openSelected(onOpen));
        MenuItem second = new MenuItem(texts.of("scans.second"));
        second.setOnAction(e -> openSelected(scan -> workspace.openSecond(scan.place())));
        second.disableProperty().bind(workspace.openProperty().map(Optional::isEmpty));
        return new ContextMenu(open, second);
    }

    private void openSelected(Consumer<Scan> onOpen) {
        Scan selected = list.getSelectionModel().getSelectedItem();
        if (selected != null) {
            onOpen.accept(selected);
        }
    }

    private HBox header(CommandTable commands) {
        Label title = new Label(texts.of("scans.title"));
        title.getStyleClass().add("panel-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(
                title,
                space,
                button(commands.get("scanDone")),
                button(commands.get("nextScan")),
                button(commands.get("showScans")));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("panel-header");
        return header;
    }

    private static Button button(Command command) {
        Button button = new Button(null, new FontIcon(command.icon()));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(command.text() + " (" + command.keysText() + ")"));
        button.setAccessibleText(command.text());
        button.setOnAction(e -> command.run());
        return button;
    }

    private Label done(Scans scans) {
        Label count = new Label();
        count.getStyleClass().addAll("hint", "scan-count");
        Runnable show = () -> count.setText(texts.of(
                "scans.done",
                scans.items().stream().filter(scans::isDone).count(),
                scans.items().size()));
        scans.items().subscribe(show);
        scans.progress().addListener((MapChangeListener<String, Object>) change -> show.run());
        show.run();
        count.visibleProperty().bind(Bindings.isNotEmpty(scans.items()));
        return count;
    }
}
