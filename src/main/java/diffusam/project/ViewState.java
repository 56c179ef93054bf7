package diffusam.project;

import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import java.util.List;

/**
 * What a person was looking at, and with what in hand.
 *
 * @param crosshair voxel that the views have in common; it also says which slices are shown
 * @param activeLabel the label that tools draw; 0 for none
 * @param opacity of the labels over the image, in [0, 1]
 * @param outlines true if labels are shown as outlines instead of areas
 * @param cameras zoom and pan, at most one for each plane
 */
public record ViewState(
        Ijk crosshair, Window window, int activeLabel, double opacity, boolean outlines, List<Camera> cameras) {
    private static final Window SOFT_TISSUE = Window.ofCenterWidth(40, 400);

    public ViewState {
        cameras = List.copyOf(cameras);
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("an opacity is from 0 to 1, got " + opacity);
        }
    }

    /**
     * Zoom and pan of one plane.
     *
     * @param zoom 1 shows the whole slice, 2 half of its width and height
     * @param column in the middle of the view
     * @param row in the middle of the view
     */
    public record Camera(Plane plane, double zoom, double column, double row) {
        public Camera {
            if (!(zoom > 0) || !Double.isFinite(zoom)) {
                throw new IllegalArgumentException("a zoom is positive, got " + zoom);
            }
        }
    }

    /** The middle of an image that nobody has looked at. */
    public static ViewState of(Grid grid) {
        Extent e = grid.extent();
        Ijk middle = new Ijk(e.nx() / 2, e.ny() / 2, e.nz() / 2);
        return new ViewState(middle, SOFT_TISSUE, 0, 0.5, false, List.of());
    }
}
