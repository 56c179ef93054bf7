package diffusam.viewer.render;

/** How labels are drawn over the image. */
public enum Overlay {
    /** Coloured areas. */
    FILLED,
    /** Coloured borders alone. */
    OUTLINED,
    /** Areas with a border in full colour. */
    BOTH,
    /** The image alone. */
    HIDDEN
}
