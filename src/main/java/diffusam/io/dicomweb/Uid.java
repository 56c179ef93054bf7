package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;

/** A DICOM unique identifier: only digits and dots, so that it is safe in an address and as a file's name. */
public record Uid(String text) {
    private static final int LONGEST = 64;

    public Uid {
        if (!isUid(text)) {
            throw new IllegalArgumentException("no UID: " + text);
        }
    }

    /** @throws DicomException if it is none; {@code from} is who gave it */
    public static Uid of(String text, String from) throws DicomException {
        if (!isUid(text)) {
            String shown = text.substring(0, Math.min(LONGEST, text.length())).replaceAll("\\p{Cntrl}", "?");
            throw new DicomException(from + " names \"" + shown + "\" where a UID belongs");
        }
        return new Uid(text);
    }

    private static boolean isUid(String text) {
        return text.length() <= LONGEST && text.matches("[0-9]+(\\.[0-9]+)*");
    }

    @Override
    public String toString() {
        return text;
    }
}
