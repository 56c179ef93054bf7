package diffusam.viewer;

import java.util.List;
import java.util.Optional;

/** A gesture in slice coordinates, free of widgets. Confined to the FX thread. */
public interface Tool {
    /** The gesture begins. */
    void press(ToolSlice slice, SlicePoint point);

    /** The mouse moved with its button down. */
    void drag(SlicePoint point);

    /** The button went up: the stroke if the gesture is finished, empty if it goes on or came to nothing. */
    Optional<Stroke> release(SlicePoint point);

    /** What has been touched so far, for drawing. */
    Optional<Stroke> draft();

    /** The open or closed line being drawn, for tools that draw one. */
    default List<SlicePoint> line() {
        return List.of();
    }

    /** Gives the gesture up. */
    void cancel();
}
