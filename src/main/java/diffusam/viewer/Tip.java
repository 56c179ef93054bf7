package diffusam.viewer;

/** The shape of a brush's tip. */
public enum Tip {
    /** Round in the slice. */
    CIRCLE,
    /** With sides along rows and columns, twice the radius long. */
    SQUARE,
    /** Round in all three directions: it reaches into the slices on both sides. */
    SPHERE
}
