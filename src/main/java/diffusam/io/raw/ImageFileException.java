package diffusam.io.raw;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be read or written. The message is one sentence for the user: the file, then what is wrong with it. */
public class ImageFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param fault how the sentence that starts with the file's name goes on: "is truncated: …" */
    public ImageFileException(Path file, String fault) {
        super(sentence(file, fault));
    }

    public ImageFileException(Path file, String fault, Throwable cause) {
        super(sentence(file, fault), cause);
    }

    /** Words quoted from a file may hold anything. */
    private static String sentence(Path file, String fault) {
        return (file + " " + fault).replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}]", "?");
    }
}
