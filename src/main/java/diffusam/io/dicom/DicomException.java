package diffusam.io.dicom;

import java.io.IOException;
import java.nio.file.Path;

/** A DICOM file or series that cannot be used; the message is one sentence that names it and says why. */
public final class DicomException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 240;

    /** A fault of one file. */
    public DicomException(Path file, String reason) {
        super(file + ": " + tidy(reason));
    }

    /** A fault of something that is more than one file, named in {@code sentence}. */
    public DicomException(String sentence) {
        super(sentence);
    }

    DicomException(Path file, String reason, Throwable cause) {
        super(file + ": " + tidy(reason), cause);
    }

    /** What is quoted from a damaged file may be long and hold anything. */
    private static String tidy(String reason) {
        String plain = reason.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
