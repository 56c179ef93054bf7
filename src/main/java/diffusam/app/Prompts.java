package diffusam.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Questions to the user; each waits for the answer, empty if there is none. */
interface Prompts extends ArchivePrompts {
    Optional<Path> imageFile();

    Optional<Path> imageFolder();

    Optional<Path> labelFile();

    /** Which of several images to open, or how. */
    Optional<ImageChoice> image(List<ImageChoice> choices);

    /**
     * @param proposedName file name to begin with
     */
    Optional<Path> labelTarget(LabelForm form, String proposedName);

    /**
     * What a de-identified copy is to keep, and where it goes.
     *
     * @param proposedName folder name to begin with
     */
    Optional<CopyOrder> deidentifiedCopy(String proposedName);

    /** The folder of a project. */
    Optional<Path> project();

    /**
     * Where a project is to be saved: a folder that is not there yet.
     *
     * @param proposedName folder name to begin with
     */
    Optional<Path> projectTarget(String proposedName);

    /** A folder that a missing image is in or below; empty to give up. */
    Optional<Path> missingImage(String sentence);

    /** Whether to take over what the sentence says is open in another window. */
    boolean takeOver(String sentence);

    /** A list of labels without voxels. */
    Optional<Path> labelList();

    /**
     * Where to write a part of the work.
     *
     * @param proposedName file name to begin with, without its type
     */
    Optional<Path> exportTarget(Export kind, String proposedName);

    /** Files that hold a part of the work; the first type is proposed. */
    enum Export {
        LABEL_LIST("csv", "json"),
        MEASUREMENTS("csv"),
        SURFACES("stl", "obj");

        private final List<String> types;

        Export(String... types) {
            this.types = List.of(types);
        }

        List<String> types() {
            return types;
        }
    }

    /** What to do with labels that are not saved; empty to stay. */
    Optional<Unsaved> aboutUnsaved();

    /** An answer about labels that are not saved. */
    enum Unsaved {
        SAVE,
        DISCARD
    }
}
