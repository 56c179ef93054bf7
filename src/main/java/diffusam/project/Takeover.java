package diffusam.project;

/** What to do if another window has the project. */
public enum Takeover {
    /** Leave it there. */
    NEVER,
    /** Ask the other window to let go, which takes it about a second, and wait for it. */
    ASK,
    /** Take it even from a window that does not answer; what that window keeps writing does not count any more. */
    FORCE
}
