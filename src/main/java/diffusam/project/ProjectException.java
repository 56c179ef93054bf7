package diffusam.project;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A project that cannot be opened, saved or found. The message is one sentence for the user that names the project. */
public class ProjectException extends IOException {
    private static final long serialVersionUID = 1;

    public ProjectException(String sentence) {
        super(sentence);
    }

    public ProjectException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** What to tell the user. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
