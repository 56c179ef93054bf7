package diffusam.app;

import diffusam.volume.Plane;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

/** The views of the open study: axial, sagittal, coronal and the surfaces, or one of them alone. */
final class ViewGrid extends GridPane {
    private final Map<Plane, SliceCell> cells = new EnumMap<>(Plane.class);
    private final SurfaceCell surfaces;
    private Optional<Node> alone = Optional.empty();

    ViewGrid(StudioModel model, Texts texts, Executor fxThread) {
        surfaces = new SurfaceCell(model, texts, fxThread, this::toggleSurfacesAlone);
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

    /** Shows the surfaces alone, or all again if they are. */
    void toggleSurfacesAlone() {
        toggleAlone(surfaces);
    }

    void showAll() {
        alone = Optional.empty();
        arrange();
    }

    /** Shows each slice whole. */
    void fit() {
        cells.values().forEach(cell -> cell.view().fit());
        surfaces.view().reset();
    }

    void dispose() {
        cells.values().forEach(cell -> cell.view().dispose());
        surfaces.dispose();
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
            add(surfaces, 1, 1);
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
}
