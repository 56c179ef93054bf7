package diffusam.app;

/** What the primary mouse button does. */
enum ToolKind {
    /** Moves the crosshair. */
    NAVIGATE,
    BRUSH,
    ERASER,
    POLYGON,
    LASSO,
    FILL;

    /** True if it changes labels. */
    boolean paints() {
        return this != NAVIGATE;
    }

    /** True if it paints with a round tip whose size can be changed. */
    boolean hasTip() {
        return this == BRUSH || this == ERASER;
    }
}
