package diffusam.project;

import java.time.InstantSource;

/**
 * How a project is kept.
 *
 * @param program version of the program, for provenance
 * @param maxHistoryBytes memory that undo steps may take
 * @param maxJournalBytes the project saves itself when the journal has grown by this much
 * @param clock for times that people read; nothing is ordered by it
 */
public record ProjectSettings(String program, long maxHistoryBytes, long maxJournalBytes, InstantSource clock) {
    private static final long DEFAULT_HISTORY_BYTES = 256L << 20;
    private static final long DEFAULT_JOURNAL_BYTES = 64L << 20;

    public ProjectSettings {
        if (maxHistoryBytes < 1 || maxJournalBytes < 1) {
            throw new IllegalArgumentException("no room for " + maxHistoryBytes + " and " + maxJournalBytes + " bytes");
        }
    }

    public static ProjectSettings of(String program) {
        return new ProjectSettings(program, DEFAULT_HISTORY_BYTES, DEFAULT_JOURNAL_BYTES, InstantSource.system());
    }
}
