package diffusam.viewer;

import java.util.List;
import java.util.Optional;

/** A gesture in slice coordinates, free of widgets. Confined to the FX thread. */
public interface Tool {
    /** The button went down: the gesture begins or goes on. */
    void press(ToolSlice slice, SlicePoint point);

    /** The mouse moved with its button down. */
    void drag(SlicePoint point);

    /** The button went up: the stroke if that ends the gesture. */
    Optional<Stroke> release(SlicePoint point);

    /** The mouse moved without a button while a gesture goes on. */
    default void hover(SlicePoint point) {}

    /** The user asks for the end of a gesture that goes on after the button: the stroke, if there is enough of one. */
    default Optional<Stroke> finish() {
        return Optional.empty();
    }

    /** True after a release that the gesture outlasts. */
    default boolean goesOn() {
        return false;
    }

    /** What has been touched so far, for drawing. */
    default Optional<Stroke> draft() {
        return Optional.empty();
    }

    /** The line being drawn, for tools that draw one. */
    default List<SlicePoint> line() {
        return List.of();
    }
}
