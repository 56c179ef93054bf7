package diffusam.io.dicomweb;

/** What an archive says of itself, fit to be shown. */
final class PlainText {
    private PlainText() {}

    /** Without the blanks around it, and with a question mark for each character that could steer a terminal. */
    static String of(String said) {
        return said.strip().replaceAll("\\p{Cntrl}|\\p{Cf}", "?");
    }
}
