package diffusam.project;

/** Something about the safety of a project that the user should know; the sentence says what to do about it. */
public record Notice(Kind kind, String sentence) {
    /** What happened. */
    public enum Kind {
        /** Changes are kept in memory only. */
        JOURNAL_FAILED,
        /** All changes are on disk again. */
        JOURNAL_RESUMED,
        /** A save did not succeed; the one before it and the journal are in place. */
        SAVE_FAILED,
        /** Another window has the project; this one writes nothing more. */
        TAKEN_OVER,
        /** A copy of the project lacks a trained prior, which could not be read; everything else is there. */
        PRIOR_LEFT,
        /** The computer's clock shows a time before the last save. */
        CLOCK_WENT_BACK
    }
}
