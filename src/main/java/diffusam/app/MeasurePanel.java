package diffusam.app;

import diffusam.annotation.Label;
import diffusam.metrics.StructureMeasures;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is measured: the figures of every label, the values of the selected one, and what was drawn to measure. */
final class MeasurePanel extends VBox {
    private final ObservableBooleanValue watched;
    private final Texts texts;
    private final MeasurementList drawn;
    private final TableView<Label> table = new TableView<>();
    private final HistogramChart histogram;
    private @Nullable OpenStudy study;

    /**
     * @param watched true while the panel is on the screen
     */
    MeasurePanel(CommandTable commands, Workspace workspace, ObservableBooleanValue watched, Texts texts) {
        this.watched = watched;
        this.texts = texts;
        histogram = new HistogramChart(texts);
        drawn = new MeasurementList(texts);
        getStyleClass().addAll("panel", "measure-panel");
        buildTable();
        VBox body = new VBox(histogram, drawn);
        body.getStyleClass().add("panel-body");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(header(commands), table, body);
        workspace.follow(this::follow);
    }

    private HBox header(CommandTable commands) {
        javafx.scene.control.Label title = new javafx.scene.control.Label(texts.of("measures.title"));
        title.getStyleClass().add("panel-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(title, space);
        for (String id : List.of("copyMeasurements", "exportMeasurements")) {
            header.getChildren().add(button(commands.get(id)));
        }
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("panel-header");
        return header;
    }

    private static Button button(Command command) {
        Button button = new Button(null, new FontIcon(command.icon()));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(command.text()));
        button.setAccessibleText(command.text());
        button.setOnAction(e -> command.run());
        button.disableProperty().bind(Bindings.not(command.enabled()));
        return button;
    }

    private void buildTable() {
        table.setId("measures");
        table.setAccessibleText(texts.of("measures.title"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        javafx.scene.control.Label empty = new javafx.scene.control.Label(texts.of("measures.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add("hint");
        table.setPlaceholder(empty);
        table.getColumns().add(nameColumn());
        table.getColumns().add(column("volume", 46, m -> texts.of("measures.value1", m.volumeMl())));
        table.getColumns()
                .add(column(
                        "values",
                        80,
                        m -> texts.of(
                                "measures.mean", m.values().mean(), m.values().deviation())));
        table.getColumns().add(column("diameter", 46, m -> texts.of("measures.value1", m.diameterMm())));
        table.getColumns().add(column("surface", 46, m -> texts.of("measures.value1", m.surfaceMm2() / 100)));
        table.getSelectionModel().selectedItemProperty().subscribe(label -> {
            if (study != null && label != null) {
                study.selectedLabel.set(label.id());
            }
        });
    }

    private TableColumn<Label, Label> nameColumn() {
        TableColumn<Label, Label> column = new TableColumn<>(texts.of("measures.label"));
        column.setSortable(false);
        column.setPrefWidth(104);
        column.setCellValueFactory(row -> new javafx.beans.property.SimpleObjectProperty<>(row.getValue()));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Label label, boolean empty) {
                super.updateItem(label, empty);
                setText(label == null ? null : label.name());
                setTooltip(label == null ? null : new Tooltip(label.name()));
                setGraphic(label == null ? null : new Circle(5, color(label)));
            }
        });
        return column;
    }

    private TableColumn<Label, String> column(String key, double width, Function<StructureMeasures, String> text) {
        TableColumn<Label, String> column = new TableColumn<>(texts.of("measures." + key));
        column.setSortable(false);
        column.setPrefWidth(width);
        column.getStyleClass().add("number-column");
        column.setCellValueFactory(row ->
                new ReadOnlyStringWrapper(measures(row.getValue()).map(text).orElse("")));
        return column;
    }

    private Subscription follow(OpenStudy opened) {
        study = opened;
        drawn.show(opened);
        return opened.annotationProperty()
                .subscribe(() -> show(opened))
                .and(watched.subscribe(() -> show(opened)))
                .and(opened.structures.subscribe(() -> show(opened)))
                .and(opened.selectedLabel.subscribe(() -> select(opened)))
                .and(opened.measurements.subscribe(() -> drawn.show(opened)));
    }

    private void show(OpenStudy opened) {
        if (!watched.get()) {
            return;
        }
        if (!table.getItems().equals(opened.labels())) {
            table.getItems().setAll(opened.labels());
        }
        table.refresh();
        select(opened);
    }

    private void select(OpenStudy opened) {
        Optional<Label> selected = opened.selected();
        selected.ifPresent(label -> table.getSelectionModel().select(label));
        histogram.show(
                selected.flatMap(this::measures)
                        .map(StructureMeasures::histogram)
                        .orElse(null),
                selected.map(label -> String.format(java.util.Locale.ROOT, "#%06X", label.rgb()))
                        .orElse("transparent"));
    }

    private Optional<StructureMeasures> measures(Label label) {
        return Optional.ofNullable(study).map(s -> s.structures.get().get(label.id()));
    }

    private static javafx.scene.paint.Color color(Label label) {
        return javafx.scene.paint.Color.rgb(label.rgb() >> 16, label.rgb() >> 8 & 0xFF, label.rgb() & 0xFF);
    }
}
