package diffusam.io.dicom;

/** Encoded pixels that cannot be decoded; the message is the end of a sentence that names the file. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
        super(reason);
    }

    Malformed(String reason, Throwable cause) {
        super(reason, cause);
    }
}
