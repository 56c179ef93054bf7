package diffusam.foundation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A weight file in the user's models folder.
 *
 * @param model empty if the file cannot be used
 * @param description what the file holds, or what is wrong with it
 */
public record InstalledModel(Path file, long bytes, Optional<FoundationProvider> model, String description) {
    /** The name users give: the file's, without its ending. */
    public String name() {
        return nameOf(file);
    }

    /** The name that a file's model has. */
    public static String nameOf(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
