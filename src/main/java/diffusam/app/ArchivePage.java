package diffusam.app;

import diffusam.io.dicomweb.StoreOutcome;
import diffusam.settings.Archive;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** A window beside the Studio's: searches image archives, fetches and opens series, sends labels. */
final class ArchivePage extends BorderPane {
    private static final double GAP = 8;
    private static final double WIDTH = 940;
    private static final double HEIGHT = 600;
    private static final double OUTCOMES_HEIGHT = 96;

    private final ArchiveModel model;
    private final Prompts prompts;
    private final Texts texts;
    private final TreeTableView<FoundRow> table = new TreeTableView<>(new TreeItem<>());
    private final BooleanBinding busy;
    private final Alert window = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);

    private ArchivePage(Window owner, ArchiveModel model, Prompts prompts, Texts texts) {
        this.model = model;
        this.prompts = prompts;
        this.texts = texts;
        setId("archive-page");
        busy = Bindings.createBooleanBinding(
                () -> calls().runningProperty().get().isPresent()
                        || calls().chosen.get() == null,
                calls().runningProperty(),
                calls().chosen);
        setTop(new VBox(GAP, archives(), new ArchiveForm(model.search(), busy, texts)));
        setCenter(table());
        setBottom(new VBox(GAP, actions(), outcomes(), state(), place()));
        BorderPane.setMargin(getCenter(), new Insets(GAP, 0, GAP, 0));
        setPadding(new Insets(GAP));
        setPrefSize(WIDTH, HEIGHT);
        window.setTitle(texts.of("archive.title"));
        window.initOwner(owner);
        window.initModality(Modality.NONE);
        window.setResizable(true);
        window.getDialogPane().setContent(this);
        window.setWidth(WIDTH); // else as large as a message
        window.setHeight(HEIGHT);
    }

    /** Opens the window, which is made when it is first asked for, or brings it to the front. */
    static Runnable onRequest(Window owner, ArchiveModel model, Prompts prompts, Texts texts) {
        ArchivePage[] made = new ArchivePage[1];
        return () -> {
            if (made[0] == null) {
                made[0] = new ArchivePage(owner, model, prompts, texts);
            }
            made[0].show();
        };
    }

    private void show() {
        if (window.isShowing()) {
            getScene().getWindow().requestFocus();
        } else {
            window.show();
        }
    }

    private ArchiveCalls calls() {
        return model.calls();
    }

    private Node archives() {
        ComboBox<Archive> choice = new ComboBox<>(calls().archives());
        choice.setId("archive-choice");
        Label name = new Label(texts.of("archive.choice"));
        name.setLabelFor(choice);
        name.setMinWidth(USE_PREF_SIZE);
        choice.setPlaceholder(new Label(texts.of("archive.none")));
        choice.setPromptText(texts.of("archive.none"));
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(Archive archive) {
                return archive == null ? "" : texts.of("archive.named", archive.name(), archive.url());
            }

            @Override
            public Archive fromString(String text) {
                throw new IllegalArgumentException("archives are not typed");
            }
        });
        choice.valueProperty().bindBidirectional(calls().chosen);
        choice.disableProperty().bind(busy.and(calls().chosen.isNotNull()));
        HBox.setHgrow(choice, Priority.ALWAYS);
        Button change = button("archive-change", "archive.change", calls()::change);
        Button remove = button("archive-remove", "archive.remove", calls()::remove);
        change.disableProperty().bind(busy);
        remove.disableProperty().bind(busy);
        HBox line = new HBox(GAP, name, choice, button("archive-add", "archive.add", calls()::add), change, remove);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Node table() {
        table.setId("archive-found");
        table.setAccessibleText(texts.of("archive.found"));
        table.setShowRoot(false);
        table.setPlaceholder(new Label(texts.of("archive.nothing")));
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column("name", 320, FoundRow::name),
                        column("id", 160, FoundRow::id),
                        column("date", 130, FoundRow::date),
                        column("modality", 120, FoundRow::modality),
                        column("objects", 90, FoundRow::objects)));
        table.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && isRow(e.getPickResult().getIntersectedNode()) && !busy.get()) {
                fetch();
            }
        });
        model.search().found().addListener((ListChangeListener<ArchiveSearch.Found>) change -> list());
        list();
        return table;
    }

    /** True on a row that shows something; the header and the space below the rows are not one. */
    private static boolean isRow(@Nullable Node clicked) {
        for (Node node = clicked; node != null; node = node.getParent()) {
            if (node instanceof TreeTableRow<?> row) {
                return !row.isEmpty();
            }
        }
        return false;
    }

    private TreeTableColumn<FoundRow, String> column(String key, double width, Function<FoundRow, String> text) {
        TreeTableColumn<FoundRow, String> column = new TreeTableColumn<>(texts.of("archive.column." + key));
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(
                Optional.ofNullable(cell.getValue().getValue()).map(text).orElse("")));
        column.setPrefWidth(width);
        return column;
    }

    private void list() {
        TreeItem<FoundRow> root = new TreeItem<>();
        for (ArchiveSearch.Found found : model.search().found()) {
            TreeItem<FoundRow> study = new TreeItem<>(found.study());
            found.series().forEach(row -> study.getChildren().add(new TreeItem<>(row)));
            study.setExpanded(model.search().found().size() == 1);
            root.getChildren().add(study);
        }
        table.setRoot(root);
    }

    private Optional<FoundRow> selected() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem()).map(TreeItem::getValue);
    }

    private void fetch() {
        selected().ifPresent(row -> model.fetch().fetch(row.series()));
    }

    private Node actions() {
        Button fetch = button("archive-fetch", "archive.fetch", this::fetch);
        fetch.disableProperty()
                .bind(busy.or(table.getSelectionModel().selectedItemProperty().isNull()));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button files = button("archive-send-files", "archive.sendFiles", this::sendFiles);
        files.disableProperty().bind(busy);
        return new HBox(
                GAP,
                fetch,
                space,
                labels("SEGMENTATION", LabelForm.SEGMENTATION),
                labels("STRUCTURES", LabelForm.STRUCTURES),
                files);
    }

    private Button labels(String key, LabelForm form) {
        Button send = button(
                "archive-send-" + key, "archive.send." + key, () -> model.send().sendLabels(form));
        Workspace workspace = model.send().workspace();
        BooleanBinding noSeries = Bindings.createBooleanBinding(
                () -> workspace.open().stream().allMatch(open -> open.study().series() == null),
                workspace.openProperty());
        send.disableProperty().bind(busy.or(noSeries));
        return send;
    }

    private void sendFiles() {
        List<Path> files = prompts.dicomFiles();
        if (!files.isEmpty()) {
            model.send().send(files);
        }
    }

    private Node outcomes() {
        ListView<String> list = new ListView<>();
        list.setId("archive-outcomes");
        list.setAccessibleText(texts.of("archive.outcomes"));
        list.setPrefHeight(OUTCOMES_HEIGHT);
        list.setMinHeight(OUTCOMES_HEIGHT);
        model.send().outcomes().addListener((ListChangeListener<StoreOutcome>) change -> list.getItems()
                .setAll(model.send().outcomes().stream().map(this::said).toList()));
        list.visibleProperty().bind(Bindings.isNotEmpty(list.getItems()));
        list.managedProperty().bind(list.visibleProperty());
        return list;
    }

    private String said(StoreOutcome outcome) {
        String name = String.valueOf(outcome.file().getFileName());
        String key = outcome.stored() ? "archive.stored" : "archive.notStored";
        return outcome.note().isEmpty()
                ? texts.of(key, name)
                : texts.of(key + "Note", name, texts.said(outcome.note()));
    }

    private Node state() {
        Label said = new Label();
        said.setId("archive-said");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        said.textProperty().bind(calls().saidProperty());
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        HBox line = new HBox(GAP, said);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinHeight(Region.USE_PREF_SIZE);
        calls().runningProperty().subscribe(running -> {
            line.getChildren().setAll(said);
            running.ifPresent(job -> line.getChildren().addAll(progress(job), cancel()));
        });
        return line;
    }

    private ProgressBar progress(RunningJob job) {
        ProgressBar bar = new ProgressBar();
        bar.setId("archive-progress");
        bar.setAccessibleText(texts.of("archive.progress"));
        bar.setMinWidth(160);
        job.progress.subscribe(
                moment -> bar.setProgress(moment.total() > 0 ? moment.fraction() : ProgressBar.INDETERMINATE_PROGRESS));
        return bar;
    }

    private Button cancel() {
        return button("archive-cancel", "archive.cancel", calls()::cancel);
    }

    private Node place() {
        Label label = new Label();
        label.getStyleClass().add("text-muted");
        label.setWrapText(true);
        label.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.of("archive.place", model.fetch().folder()),
                        model.fetch().folderProperty()));
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        Button change = button(
                "archive-place",
                "archive.otherPlace",
                () -> prompts.imageFolder()
                        .ifPresent(folder -> model.fetch().folderProperty().set(folder.toString())));
        change.disableProperty().bind(busy.and(calls().chosen.isNotNull()));
        HBox line = new HBox(GAP, label, change);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Button button(String id, String text, Runnable action) {
        Button button = new Button(texts.of(text));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }
}
