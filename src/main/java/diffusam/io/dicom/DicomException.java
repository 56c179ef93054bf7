package diffusam.io.dicom;

import java.io.IOException;
import java.nio.file.Path;

/** A DICOM file or series that cannot be used; the message is one sentence that names it and says why. */
public final class DicomException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A fault of one file. */
    public DicomException(Path file, String reason) {
        super(file + ": " + reason);
    }

    /** A fault of something that is more than one file, named in {@code sentence}. */
    public DicomException(String sentence) {
        super(sentence);
    }

    DicomException(Path file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
