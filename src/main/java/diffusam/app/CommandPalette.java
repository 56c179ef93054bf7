package diffusam.app;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A field that finds commands by their names and runs them. Takes the focus while it is open, and gives it back. */
final class CommandPalette extends VBox {
    private static final int ROWS = 10;
    private static final double ROW_HEIGHT = 34;

    private final CommandSearch search;
    private final TextField field = new TextField();
    private final ListView<Command> list = new ListView<>();
    private @Nullable Node focusedBefore;

    CommandPalette(CommandTable commands, Texts texts) {
        search = new CommandSearch(commands.inOrder(), List.of(Texts.in(Locale.ENGLISH), Texts.in(Locale.GERMAN)));
        setId("palette");
        getStyleClass().add("palette");
        setMaxSize(560, Region.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_CENTER);
        setVisible(false);
        field.setPromptText(texts.of("palette.prompt"));
        field.setAccessibleText(texts.of("palette.prompt"));
        field.textProperty().subscribe(this::showFound);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                setVisible(false);
            }
        });
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(view -> new Row(this::run));
        list.setAccessibleText(texts.of("command.palette"));
        getChildren().addAll(field, list);
    }

    void open() {
        focusedBefore = getScene().getFocusOwner();
        setVisible(true);
        field.clear();
        showFound("");
        field.requestFocus();
    }

    private void showFound(String query) {
        List<Command> found = search.find(query);
        list.getItems().setAll(found);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        list.setPrefHeight(2 + ROW_HEIGHT * Math.clamp(found.size(), 1, ROWS));
    }

    private void keyPressed(KeyEvent e) {
        switch (e.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case ENTER -> run(list.getSelectionModel().getSelectedItem());
            case ESCAPE -> close();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void move(int steps) {
        int rows = list.getItems().size();
        if (rows > 0) {
            int row = Math.floorMod(list.getSelectionModel().getSelectedIndex() + steps, rows);
            list.getSelectionModel().select(row);
            list.scrollTo(Math.max(0, row - ROWS / 2));
        }
    }

    private void run(@Nullable Command command) {
        if (command != null && command.enabled().get()) {
            close();
            command.run();
        }
    }

    private void close() {
        setVisible(false);
        if (focusedBefore != null) {
            focusedBefore.requestFocus();
        }
    }

    /** A command with its keys; faint if it cannot be done now. */
    private static final class Row extends ListCell<Command> {
        private final javafx.scene.control.Label name = new javafx.scene.control.Label();
        private final javafx.scene.control.Label keys = new javafx.scene.control.Label();
        private final HBox box;

        Row(java.util.function.Consumer<Command> onChosen) {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            keys.getStyleClass().add("key-cap");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            box = new HBox(name, space, keys);
            box.setAlignment(Pos.CENTER_LEFT);
            setOnMousePressed(e -> {
                if (e.getButton() == MouseButton.PRIMARY && getItem() != null) {
                    onChosen.accept(getItem());
                }
                e.consume();
            });
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (command == null || empty) {
                setGraphic(null);
                return;
            }
            name.setText(command.text());
            keys.setText(command.keysText());
            keys.setVisible(!command.keysText().isEmpty());
            setAccessibleText((command.text() + " " + command.keysText()).strip());
            box.setDisable(!command.enabled().get());
            setGraphic(box);
        }
    }
}
