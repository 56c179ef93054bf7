package diffusam.app;

import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks which of several images to open, or how to read one that is no plain volume. */
final class ImageChoiceDialog extends Dialog<ImageChoice> {
    private static final double WIDTH = 760;
    private static final double ROW_HEIGHT = 52;
    private static final int MOST_ROWS = 9;
    private static final double MARGIN = 48;

    ImageChoiceDialog(Window owner, Texts texts, List<ImageChoice> choices) {
        initOwner(owner);
        setTitle(texts.of("choice.title"));
        setHeaderText(texts.of(choices.size() == 1 ? "choice.one" : "choice.header"));
        ListView<ImageChoice> list = new ListView<>();
        list.setId("image-choices");
        list.getItems().setAll(choices);
        list.getSelectionModel().selectFirst();
        list.setCellFactory(view -> new Row(list));
        list.setPrefSize(WIDTH, ROW_HEIGHT * Math.min(MOST_ROWS, choices.size() + 1));
        getDialogPane().setContent(list);
        getDialogPane().getButtonTypes().setAll(ButtonType.OK, ButtonType.CANCEL);
        setOnShown(e -> list.requestFocus());
        setResultConverter(
                button -> button == ButtonType.OK ? list.getSelectionModel().getSelectedItem() : null);
        list.setOnMouseClicked(e -> {
            ImageChoice chosen = list.getSelectionModel().getSelectedItem();
            if (e.getClickCount() == 2 && chosen != null) {
                setResult(chosen);
                close();
            }
        });
    }

    private static final class Row extends ListCell<ImageChoice> {
        private final Label title = new Label();
        private final Label note = new Label();
        private final VBox box = new VBox(title, note);

        Row(ListView<ImageChoice> list) {
            note.getStyleClass().add("text-muted");
            note.setWrapText(true);
            note.setMinHeight(Region.USE_PREF_SIZE);
            box.maxWidthProperty().bind(list.widthProperty().subtract(MARGIN));
            box.prefWidthProperty().bind(box.maxWidthProperty());
        }

        @Override
        protected void updateItem(@Nullable ImageChoice choice, boolean empty) {
            super.updateItem(choice, empty);
            setText(null);
            if (empty || choice == null) {
                setGraphic(null);
                return;
            }
            title.setText(choice.title());
            note.setText(choice.note());
            note.setManaged(!choice.note().isEmpty());
            setAccessibleText(choice.title() + ". " + choice.note());
            setGraphic(box);
        }
    }
}
