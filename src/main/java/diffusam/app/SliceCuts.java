package diffusam.app;

import diffusam.viewer.Crosshair;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;

/**
 * How an image is cut for the views: into its own slices, or along the patient's axes, which differs if it lies oblique. The
 * crosshair's grid tells which; FX thread only.
 */
final class SliceCuts {
    private static final double LEAST_OBLIQUITY_DEGREES = 0.5;

    private final Grid grid;
    private final Grid straight;
    private final ObjectProperty<Crosshair> crosshair;
    private final Map<Plane, SliceLayout> own = new EnumMap<>(Plane.class);
    private final Map<Plane, SliceLayout> straightened = new EnumMap<>(Plane.class);

    /** @param grid the image's */
    SliceCuts(Grid grid, ObjectProperty<Crosshair> crosshair) {
        this.grid = grid;
        this.crosshair = crosshair;
        straight = grid.obliquityDegrees() > LEAST_OBLIQUITY_DEGREES ? grid.alongPatientAxes() : grid;
        for (Plane plane : Plane.values()) {
            own.put(plane, SliceLayout.of(grid, plane));
            straightened.put(plane, SliceLayout.of(straight, plane));
        }
    }

    /** True if the image leans so far that it makes a difference whether its own slices are shown or straight ones. */
    boolean isOblique() {
        return !straight.equals(grid);
    }

    /** True if the views are cut along the patient's axes instead of the image's. */
    boolean isStraightened() {
        return !crosshair.get().grid().equals(grid);
    }

    /** Shows an oblique image along the patient's axes, or along its own. */
    void straighten(boolean wanted) {
        crosshair.set(crosshair.get().on(wanted ? straight : grid));
    }

    /** The image's own slices. */
    SliceLayout own(Plane plane) {
        return Objects.requireNonNull(own.get(plane));
    }

    /** The slices that the views show: the image's own, or those along the patient's axes. */
    SliceLayout shown(Plane plane) {
        return Objects.requireNonNull((isStraightened() ? straightened : own).get(plane));
    }
}
