package diffusam.app;

import diffusam.project.Measurement;
import diffusam.volume.Lps;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What was drawn to measure: a click leads to it, a button takes it away. */
final class MeasurementList extends ScrollPane {
    private static final double MOST_HEIGHT = 160;

    private final Texts texts;
    private final MeasurementTexts figures;
    private final VBox rows = new VBox();

    MeasurementList(Texts texts) {
        this.texts = texts;
        figures = new MeasurementTexts(texts);
        setContent(rows);
        setFitToWidth(true);
        setId("drawn-measurements");
        getStyleClass().add("seed-scroll");
        rows.heightProperty().subscribe(height -> setPrefViewportHeight(Math.min(MOST_HEIGHT, height.doubleValue())));
    }

    void show(OpenStudy study) {
        rows.getChildren()
                .setAll(study.measurements.get().stream()
                        .map(measurement -> row(study, measurement))
                        .toList());
    }

    private HBox row(OpenStudy study, Measurement measurement) {
        Hyperlink link = new Hyperlink(figures.value(study, measurement).replace("\n", "  "));
        link.setMaxWidth(Double.MAX_VALUE);
        link.setAlignment(Pos.CENTER_LEFT);
        link.setGraphic(new FontIcon(icon(measurement)));
        HBox.setHgrow(link, Priority.ALWAYS);
        link.setOnAction(e -> {
            link.setVisited(false);
            goTo(study, measurement);
        });
        Button remove = new Button(null, new FontIcon("mdi2c-close"));
        remove.getStyleClass().addAll("flat", "button-icon");
        remove.setTooltip(new Tooltip(texts.of("measures.remove")));
        remove.setAccessibleText(texts.of("measures.remove"));
        remove.setOnAction(e -> study.measure(all -> all.remove(measurement)));
        HBox row = new HBox(link, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static void goTo(OpenStudy study, Measurement measurement) {
        Lps point = switch (measurement) {
            case Measurement.Distance distance -> distance.from();
            case Measurement.Angle angle -> angle.vertex();
            case Measurement.Region region ->
                region.corner().plus(region.opposite()).times(0.5);
            case Measurement.Structure structure -> study.crosshair.get().lps();
        };
        study.crosshair.set(study.crosshair.get().at(point));
    }

    private static String icon(Measurement measurement) {
        return switch (measurement) {
            case Measurement.Distance distance -> "mdi2r-ruler";
            case Measurement.Angle angle -> "mdi2a-angle-acute";
            case Measurement.Region region -> "mdi2e-ellipse-outline";
            case Measurement.Structure structure -> "mdi2c-cube-outline";
        };
    }
}
