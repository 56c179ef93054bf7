package diffusam.app;

import diffusam.app.Models.Row;
import java.io.File;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;

/** Lists the models with their licences; imports, fetches and checks them, and chooses the one in use. */
final class ModelsPage extends BorderPane {
    private static final double GAP = 8;

    private final Models models;
    private final FewShot fewShot;
    private final Texts texts;
    private final VBox list = new VBox(GAP);
    private final TextField sha256 = new TextField();

    ModelsPage(Models models, FewShot fewShot, Texts texts) {
        this.models = models;
        this.fewShot = fewShot;
        this.texts = texts;
        setId("models-page");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setPrefSize(680, 420);
        setCenter(scroll);
        setBottom(footer());
        models.rows().addListener((ListChangeListener<Row>) change -> show());
        models.usedProperty().addListener(change -> show());
        show();
    }

    private void show() {
        list.getChildren().setAll(models.rows().stream().map(this::row).toList());
    }

    private Node row(Row row) {
        Label name = new Label(row.name());
        name.getStyleClass().add("panel-title");
        Label what = new Label(
                row.licence().isEmpty()
                        ? row.description()
                        : texts.of("models.description", row.description(), row.licence()));
        what.setWrapText(true);
        VBox words = new VBox(name, what);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(GAP, words);
        line.setId("model-" + row.name().replace('.', '-'));
        switch (row.state()) {
            case BUILT_IN -> line.getChildren().add(use(row));
            case INSTALLED -> line.getChildren().addAll(button("models.check", row, () -> models.check(row)), use(row));
            case TO_DOWNLOAD -> line.getChildren().add(download(row, line));
            case UNUSABLE -> what.getStyleClass().add("hint");
        }
        return line;
    }

    private Node use(Row row) {
        if (row.name().equals(models.usedProperty().getValue())) {
            return fixed(new Label(texts.of("models.used")));
        }
        Button use = button("models.use", row, () -> models.use(row));
        use.disableProperty().bind(fewShot.runningProperty());
        return use;
    }

    /** Turns into a bar and a way to cancel while it runs. */
    private Button download(Row row, HBox line) {
        return button(
                "models.download",
                row,
                () -> models.download(row, sha256.getText()).ifPresent(job -> {
                    ProgressBar bar = new ProgressBar();
                    bar.setMinWidth(120);
                    bar.setAccessibleText(texts.of("job.download", row.name()));
                    job.progress.subscribe(moment -> bar.setProgress(
                            moment.total() > 0 ? moment.fraction() : ProgressBar.INDETERMINATE_PROGRESS));
                    Node words = line.getChildren().getFirst();
                    line.getChildren().setAll(words, bar, button("models.cancel", job::cancel));
                    job.ending().thenAccept(ending -> show());
                }));
    }

    private Node footer() {
        Label kept = new Label();
        kept.textProperty().bind(models.cacheProperty());
        Label device = new Label();
        device.setWrapText(true);
        device.textProperty()
                .bind(fewShot.deviceNameProperty()
                        .map(name -> Optional.of(fewShot.deviceNoteProperty().get())
                                .filter(note -> !note.isEmpty())
                                .map(note -> texts.of("models.device", name, note))
                                .orElse(name)));
        HBox cache = new HBox(GAP, kept, button("models.clear", models::clearCache));
        sha256.setId("models-sha256");
        sha256.setAccessibleText(texts.of("models.sha256"));
        sha256.setPromptText(texts.of("models.sha256"));
        HBox.setHgrow(sha256, Priority.ALWAYS);
        HBox file = new HBox(GAP, button("models.import", this::askForFile), sha256);
        return new VBox(GAP, file, cache, device);
    }

    private void askForFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("models.import"));
        chooser.getExtensionFilters()
                .add(new ExtensionFilter(texts.of("models.files"), "*.pt", "*.pth", "*.safetensors"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            models.importFile(file.toPath(), sha256.getText());
        }
    }

    /** A button of one of the rows, which are many; so it says for whom it is. */
    private Button button(String text, Row row, Runnable action) {
        Button button = button(text, action);
        button.setAccessibleText(texts.of("models.doTo", texts.of(text), row.name()));
        return button;
    }

    private Button button(String text, Runnable action) {
        Button button = new Button(texts.of(text));
        button.setOnAction(e -> action.run());
        return fixed(button);
    }

    private static <T extends javafx.scene.control.Labeled> T fixed(T node) {
        node.setMinWidth(USE_PREF_SIZE);
        return node;
    }
}
