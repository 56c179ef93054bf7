package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;

/** A DICOM unique identifier: only digits and dots, so that it is safe in an address and as a file's name. */
record Uid(String text) {
    private static final int LONGEST = 64;

    /** @throws DicomException if it is none; {@code from} is who gave it */
    static Uid of(String text, String from) throws DicomException {
        if (text.length() > LONGEST || !text.matches("[0-9]+(\\.[0-9]+)*")) {
            String shown = text.substring(0, Math.min(LONGEST, text.length())).replaceAll("\\p{Cntrl}", "?");
            throw new DicomException(from + " names \"" + shown + "\" where a UID belongs");
        }
        return new Uid(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
