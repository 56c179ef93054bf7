package diffusam.app;

import diffusam.viewer.render.Fused;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Window;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Another image of the same patient, shown on the crosshair of the study that is worked on. FX thread only. */
final class SecondStudy {
    private final Study study;
    final ObjectProperty<Window> window;

    SecondStudy(Study study) {
        this.study = study;
        window = new SimpleObjectProperty<>(study.automaticWindow());
    }

    String name() {
        return study.name();
    }

    /**
     * @param weight 0 for the first image alone, 1 for this one
     */
    Fused fused(double weight) {
        return new Fused(study.image(), window.get(), weight);
    }

    /** True if the middle of either image lies in the other, as far as their own places tell. */
    boolean meets(Grid other) {
        Grid own = study.image().grid();
        return contains(own, other) || contains(other, own);
    }

    private static boolean contains(Grid grid, Grid other) {
        var e = other.extent();
        Ijk at = grid.toIndex(other.toLps(new Ijk(e.nx() / 2.0, e.ny() / 2.0, e.nz() / 2.0)));
        return grid.extent().contains((int) Math.floor(at.i()), (int) Math.floor(at.j()), (int) Math.floor(at.k()));
    }
}
