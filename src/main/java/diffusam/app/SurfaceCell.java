package diffusam.app;

import diffusam.annotation.Label;
import diffusam.surface.Surface;
import diffusam.viewer.SurfaceView;
import diffusam.viewer.render.Orbit;
import diffusam.viewer.render.SurfacePicture;
import diffusam.viewer.render.SurfacePicture.Colored;
import diffusam.viewer.render.SurfacePicture.Outline;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The labels of the open study as surfaces, with the slices that the other views show. */
final class SurfaceCell extends StackPane {
    private static final Map<Plane, Integer> PLANE_COLORS =
            Map.of(Plane.AXIAL, 0x8B5A5A, Plane.CORONAL, 0x5A8B5A, Plane.SAGITTAL, 0x8B8B5A);

    /** What is labelled rarely reaches into the corners. */
    private static final double SEEN_PART = 0.75;

    private final Texts texts;
    private final SurfaceView view;
    private final SurfaceMaker maker;
    private Map<Integer, Surface> surfaces = Map.of();
    private @Nullable OpenStudy study;

    SurfaceCell(StudioModel model, Texts texts, Executor fxThread, Runnable onMaximise) {
        this.texts = texts;
        view = new SurfaceView(onMaximise);
        view.setAccessibleText(texts.of("surface.title"));
        maker = new SurfaceMaker(fxThread, made -> {
            surfaces = made;
            refresh();
        });
        getStyleClass().add("surface-cell");
        getChildren().add(view);
        model.workspace().follow(this::follow);
    }

    SurfaceView view() {
        return view;
    }

    void dispose() {
        view.dispose();
        maker.close();
    }

    private Subscription follow(OpenStudy opened) {
        study = opened;
        surfaces = Map.of();
        view.reset();
        return opened.annotationProperty()
                .subscribe(annotation -> maker.request(annotation.map()))
                .and(opened.colorsProperty().subscribe(this::refresh))
                .and(opened.crosshair.subscribe(this::refresh));
    }

    private void refresh() {
        OpenStudy s = study;
        if (s == null) {
            return;
        }
        List<Colored> colored = new ArrayList<>();
        for (Label label : s.labels()) {
            Surface surface = surfaces.get(label.id());
            if (surface != null && !s.hiddenLabels.contains(label.id())) {
                colored.add(new Colored(surface, label.rgb()));
            }
        }
        Extent e = s.grid().extent();
        Lps first = s.grid().toLps(new Ijk(0, 0, 0));
        Lps last = s.grid().toLps(new Ijk(e.nx() - 1.0, e.ny() - 1.0, e.nz() - 1.0));
        view.show(
                new SurfacePicture(
                        colored,
                        colored.isEmpty() ? List.of() : outlines(s),
                        first.plus(last).times(0.5),
                        Math.max(1, SEEN_PART * last.minus(first).norm() / 2),
                        Orbit.FROM_THE_FRONT),
                texts.of("surface.title"),
                colored.isEmpty() ? texts.of("surface.empty") : "");
    }

    private static List<Outline> outlines(OpenStudy s) {
        List<Outline> outlines = new ArrayList<>();
        for (Plane plane : Plane.values()) {
            outlines.add(new Outline(corners(s, plane), PLANE_COLORS.getOrDefault(plane, 0x888888)));
        }
        return outlines;
    }

    private static List<Lps> corners(OpenStudy s, Plane plane) {
        SliceLayout layout = s.cuts().shown(plane);
        Grid grid = layout.grid();
        int slice = s.crosshair.get().slice(layout);
        double right = layout.columns() - 1.0;
        double bottom = layout.rows() - 1.0;
        return List.of(
                grid.toLps(layout.toIndex(slice, 0, 0)),
                grid.toLps(layout.toIndex(slice, right, 0)),
                grid.toLps(layout.toIndex(slice, right, bottom)),
                grid.toLps(layout.toIndex(slice, 0, bottom)));
    }
}
