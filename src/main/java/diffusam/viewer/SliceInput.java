package diffusam.viewer;

import java.util.Optional;

/** What a slice view tells its owner about the mouse; all on the FX thread. */
public interface SliceInput {
    /** The wheel turned: positive away from the user. */
    void scrolled(int notches);

    /** The mouse is over a point of the slice, or no longer over the view. */
    void hovered(Optional<SlicePoint> point);

    /** Dragged with the right button, in pixels. */
    void windowDragged(double dx, double dy);

    /** The primary button went down; {@code navigates} if shift asks for the crosshair whatever the tool. */
    void pressed(SlicePoint point, boolean navigates);

    void dragged(SlicePoint point);

    void released(SlicePoint point);

    /** Two clicks with the primary button. */
    void doubleClicked(SlicePoint point);
}
