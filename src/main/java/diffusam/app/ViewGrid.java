package diffusam.app;

import diffusam.app.SliceCell.Role;
import diffusam.volume.Plane;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.util.Subscription;

/** The views of the open study: axial, sagittal, coronal and the surfaces, or one of them alone. */
final class ViewGrid extends GridPane {
    private static final String SURFACES = "SURFACES";

    private final Map<Plane, SliceCell> cells = new EnumMap<>(Plane.class);
    private final Map<Plane, SliceCell> secondCells = new EnumMap<>(Plane.class);
    private final StudioModel model;
    private final SurfaceCell surfaces;
    private Optional<Node> alone = Optional.empty();

    ViewGrid(StudioModel model, Texts texts, Executor fxThread) {
        this.model = model;
        surfaces = new SurfaceCell(model, texts, fxThread, this::toggleSurfacesAlone);
        getStyleClass().add("view-grid");
        for (Plane plane : Plane.values()) {
            cells.put(plane, new SliceCell(plane, Role.FIRST, model, texts, () -> toggleAlone(cell(plane))));
        }
        Runnable change = () -> {
            if (isSideBySide() && secondCells.isEmpty()) {
                for (Plane plane : Plane.values()) {
                    secondCells.put(
                            plane, new SliceCell(plane, Role.SECOND, model, texts, () -> toggleAlone(second(plane))));
                }
            }
            showAll();
        };
        model.display().sideBySide.subscribe(change);
        model.workspace().follow(study -> study.second.subscribe(change));
        model.workspace().follow(study -> {
            alone = nodeAlone(study.alone.get());
            arrange();
            return Subscription.EMPTY;
        });
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
        showAlone(Optional.empty());
    }

    /** Shows each slice whole. */
    void fit() {
        allCells().forEach(cell -> cell.view().fit());
        surfaces.view().reset();
    }

    void dispose() {
        allCells().forEach(cell -> cell.view().dispose());
        surfaces.dispose();
    }

    private boolean isSideBySide() {
        return model.display().sideBySide.get()
                && model.workspace().open().flatMap(study -> study.second.get()).isPresent();
    }

    private Stream<SliceCell> allCells() {
        return Stream.concat(cells.values().stream(), secondCells.values().stream());
    }

    private SliceCell second(Plane plane) {
        return Objects.requireNonNull(secondCells.get(plane));
    }

    private SliceCell cell(Plane plane) {
        return Objects.requireNonNull(cells.get(plane));
    }

    private void toggleAlone(Node cell) {
        showAlone(alone.isPresent() ? Optional.empty() : Optional.of(cell));
    }

    private void showAlone(Optional<Node> cell) {
        alone = cell;
        model.workspace()
                .open()
                .ifPresent(study -> study.alone.set(alone.map(this::nameAlone).orElse("")));
        arrange();
    }

    private String nameAlone(Node shown) {
        return cells.entrySet().stream()
                .filter(entry -> entry.getValue() == shown)
                .map(entry -> entry.getKey().name())
                .findFirst()
                .orElse(shown == surfaces ? SURFACES : "");
    }

    private Optional<Node> nodeAlone(String name) {
        return name.equals(SURFACES)
                ? Optional.of(surfaces)
                : cells.entrySet().stream()
                        .filter(entry -> entry.getKey().name().equals(name))
                        .<Node>map(Map.Entry::getValue)
                        .findFirst();
    }

    private void arrange() {
        getChildren().clear();
        if (alone.isPresent()) {
            divide(1, 1);
            add(alone.get(), 0, 0);
        } else if (isSideBySide()) {
            divide(3, 2);
            for (Plane plane : Plane.values()) {
                add(cell(plane), plane.ordinal(), 0);
                add(second(plane), plane.ordinal(), 1);
            }
        } else {
            divide(2, 2);
            add(cell(Plane.AXIAL), 0, 0);
            add(cell(Plane.SAGITTAL), 1, 0);
            add(cell(Plane.CORONAL), 0, 1);
            add(surfaces, 1, 1);
        }
    }

    private void divide(int columns, int rows) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(100.0 / columns);
        column.setHgrow(Priority.ALWAYS);
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(100.0 / rows);
        row.setVgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(Collections.nCopies(columns, column));
        getRowConstraints().setAll(Collections.nCopies(rows, row));
    }
}
