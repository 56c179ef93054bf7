package diffusam.app;

import java.nio.file.Path;
import java.util.Optional;

/** Questions to the user; each waits for the answer, empty if there is none. */
interface Prompts {
    Optional<Path> imageFile();

    Optional<Path> imageFolder();

    Optional<Path> labelFile();

    /**
     * @param proposedName file name to begin with
     */
    Optional<Path> labelTarget(String proposedName);

    /** What to do with labels that are not saved; empty to stay. */
    Optional<Unsaved> aboutUnsaved();

    /** An answer about labels that are not saved. */
    enum Unsaved {
        SAVE,
        DISCARD
    }
}
