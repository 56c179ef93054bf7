package diffusam.app;

import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How an image can be cut: into its own slices, or along the patient's axes, which differs if it lies oblique. */
final class SliceCuts {
    private static final double LEAST_OBLIQUITY_DEGREES = 0.5;

    private final Grid grid;
    private final Grid straight;
    private final Map<Plane, SliceLayout> own = new EnumMap<>(Plane.class);
    private final Map<Plane, SliceLayout> straightened = new EnumMap<>(Plane.class);

    SliceCuts(Grid grid) {
        this.grid = grid;
        straight = grid.obliquityDegrees() > LEAST_OBLIQUITY_DEGREES ? grid.alongPatientAxes() : grid;
        for (Plane plane : Plane.values()) {
            own.put(plane, SliceLayout.of(grid, plane));
            straightened.put(plane, SliceLayout.of(straight, plane));
        }
    }

    boolean isOblique() {
        return !straight.equals(grid);
    }

    Grid grid(boolean straightened) {
        return straightened ? straight : grid;
    }

    SliceLayout layout(Plane plane, boolean isStraightened) {
        return Objects.requireNonNull((isStraightened ? straightened : own).get(plane));
    }
}
