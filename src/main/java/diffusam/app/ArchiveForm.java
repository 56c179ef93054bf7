package diffusam.app;

import diffusam.io.dicomweb.StudyQuery;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Asks which studies of an archive are looked for. */
final class ArchiveForm extends HBox {
    private static final double GAP = 8;
    private static final double DATE_WIDTH = 130;
    private static final double MODALITY_WIDTH = 110;

    private final ArchiveSearch search;
    private final Texts texts;
    private final TextField id = new TextField();
    private final TextField name = new TextField();
    private final DatePicker from = new DatePicker();
    private final DatePicker to = new DatePicker();
    private final ComboBox<String> modality = new ComboBox<>();
    private final Button go = new Button();

    ArchiveForm(ArchiveSearch search, ObservableBooleanValue busy, Texts texts) {
        super(GAP);
        this.search = search;
        this.texts = texts;
        modality.getItems().setAll("", "CT", "MR", "PT", "SEG", "RTSTRUCT");
        modality.setEditable(true);
        modality.setValue("");
        modality.setMinWidth(MODALITY_WIDTH);
        modality.setPrefWidth(MODALITY_WIDTH);
        name.setPromptText(texts.of("archive.namePrompt"));
        from.setMinWidth(DATE_WIDTH);
        from.setPrefWidth(DATE_WIDTH);
        to.setMinWidth(DATE_WIDTH);
        to.setPrefWidth(DATE_WIDTH);
        go.setText(texts.of("archive.search"));
        go.setMinWidth(USE_PREF_SIZE);
        go.setOnAction(e -> search());
        go.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> busy.get() || isBackwards(), busy, from.valueProperty(), to.valueProperty()));
        id.setOnAction(e -> go.fire());
        name.setOnAction(e -> go.fire());
        getChildren()
                .addAll(
                        titled("archive.patientId", id, "archive-patient-id"),
                        titled("archive.patientName", name, "archive-patient-name"),
                        titled("archive.from", from, "archive-from"),
                        titled("archive.to", to, "archive-to"),
                        titled("archive.modality", modality, "archive-modality"),
                        titled("archive.go", go, "archive-search"));
    }

    private VBox titled(String key, Node field, String id) {
        field.setId(id);
        Label label = new Label(texts.of(key));
        label.setLabelFor(field);
        VBox box = new VBox(2, label, field);
        if (field instanceof TextField) {
            HBox.setHgrow(box, Priority.ALWAYS);
        }
        return box;
    }

    private boolean isBackwards() {
        LocalDate first = from.getValue();
        LocalDate last = to.getValue();
        return first != null && last != null && first.isAfter(last);
    }

    private void search() {
        search.search(new StudyQuery(
                id.getText().strip(),
                name.getText().strip(),
                Optional.ofNullable(from.getValue()),
                Optional.ofNullable(to.getValue()),
                modality.getEditor().getText().strip().toUpperCase(Locale.ROOT),
                ArchiveSearch.MOST_STUDIES));
    }
}
