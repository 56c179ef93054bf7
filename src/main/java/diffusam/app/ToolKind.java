package diffusam.app;

/** What the primary mouse button does. */
enum ToolKind {
    /** Moves the crosshair. */
    NAVIGATE,
    BRUSH,
    ERASER,
    POLYGON,
    LASSO,
    FILL,
    /** Paints inside the line of equal value under the cursor. */
    TRACE,
    /** Has the model outline what is clicked at. */
    ASSIST,
    SCISSORS,
    DISTANCE,
    ANGLE,
    /** Statistics of the values in an ellipse. */
    REGION;

    /** True if it changes labels. */
    boolean paints() {
        return this != NAVIGATE && !measures();
    }

    /** True if it measures the image. */
    boolean measures() {
        return this == DISTANCE || this == ANGLE || this == REGION;
    }

    /** True if it shows what a click would do before the button goes down. */
    boolean aims() {
        return this == TRACE;
    }

    /** True if a double click is two clicks to it, and does not end what goes on. */
    boolean takesEveryClick() {
        return this == ASSIST;
    }

    /** True if it paints with a round tip whose size can be changed. */
    boolean hasTip() {
        return this == BRUSH || this == ERASER;
    }
}
