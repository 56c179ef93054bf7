package diffusam.app;

import diffusam.volume.Plane;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

/** The views of the open study: axial, sagittal, coronal and a fourth cell, or one of them alone. */
final class ViewGrid extends GridPane {
    private final Map<Plane, SliceCell> cells = new EnumMap<>(Plane.class);
    private final Node fourth;
    private Optional<Node> alone = Optional.empty();

    /**
     * @param fourth shown in the lower right cell
     */
    ViewGrid(StudioModel model, Texts texts, Node fourth) {
        this.fourth = fourth;
        getStyleClass().add("view-grid");
        for (Plane plane : Plane.values()) {
            cells.put(plane, new SliceCell(plane, model, texts, () -> toggleAlone(cell(plane))));
        }
        arrange();
    }

    /** Shows one plane alone, or all again if it is. */
    void toggleAlone(Plane plane) {
        toggleAlone(cell(plane));
    }

    void showAll() {
        alone = Optional.empty();
        arrange();
    }

    /** Shows each slice whole. */
    void fit() {
        cells.values().forEach(cell -> cell.view().fit());
    }

    void dispose() {
        cells.values().forEach(cell -> cell.view().dispose());
    }

    private SliceCell cell(Plane plane) {
        return Objects.requireNonNull(cells.get(plane));
    }

    private void toggleAlone(Node cell) {
        alone = alone.isPresent() ? Optional.empty() : Optional.of(cell);
        arrange();
    }

    private void arrange() {
        getChildren().clear();
        if (alone.isPresent()) {
            divide(1);
            add(alone.get(), 0, 0);
        } else {
            divide(2);
            add(cell(Plane.AXIAL), 0, 0);
            add(cell(Plane.SAGITTAL), 1, 0);
            add(cell(Plane.CORONAL), 0, 1);
            add(fourth, 1, 1);
        }
    }

    private void divide(int parts) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(100.0 / parts);
        column.setHgrow(Priority.ALWAYS);
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(100.0 / parts);
        row.setVgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(java.util.Collections.nCopies(parts, column));
        getRowConstraints().setAll(java.util.Collections.nCopies(parts, row));
    }

    /** The cells of the three planes. */
    List<SliceCell> cells() {
        return List.copyOf(cells.values());
    }
}
