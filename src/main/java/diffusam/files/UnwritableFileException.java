package diffusam.files;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be written. The message is one sentence for the user: the file, then why. */
public final class UnwritableFileException extends IOException {
    private static final long serialVersionUID = 1;

    UnwritableFileException(Path file, String why, IOException cause) {
        super(file + " cannot be written: " + why, cause);
    }
}
