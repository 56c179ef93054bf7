package diffusam.project;

import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Window;

/**
 * What a person was looking at, and with what in hand.
 *
 * @param crosshair voxel that the views have in common; it also says which slices are shown
 * @param activeLabel the label that tools draw; 0 for none
 */
public record ViewState(Ijk crosshair, Window window, int activeLabel) {
    private static final Window SOFT_TISSUE = Window.ofCenterWidth(40, 400);

    /** The middle of an image that nobody has looked at. */
    public static ViewState of(Grid grid, Window window) {
        Extent e = grid.extent();
        return new ViewState(new Ijk(e.nx() / 2, e.ny() / 2, e.nz() / 2), window, 0);
    }

    /** The same in a window for CT, where the image is not at hand. */
    static ViewState of(Grid grid) {
        return of(grid, SOFT_TISSUE);
    }
}
