package diffusam.io.dicomweb;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What became of a file that was sent.
 *
 * @param stored true only if the server named the object as stored
 * @param note what the server or the program has to say about it, or empty
 */
public record StoreOutcome(Path file, boolean stored, String note) {
    private static final int CANNOT_UNDERSTAND = 0xC000;

    /** @param warning the archive's code, or 0 */
    public static StoreOutcome accepted(Path file, int warning) {
        return new StoreOutcome(file, true, warning == 0 ? "" : "with a warning, " + hex(warning));
    }

    /** @param code of PS3.4, table B.2-1, or PS3.18, table I.2-2; 0 if there is none */
    public static StoreOutcome refused(Path file, int code) {
        String words = code >= CANNOT_UNDERSTAND
                ? "the server cannot understand it"
                : switch (code) {
                    case 0x0110 -> "the server failed at it";
                    case 0x0111 -> "the server has an object of this identifier already";
                    case 0x0122 -> "the server does not take this kind of object";
                    case 0x0124 -> "this user may not store it";
                    case 0xA700 -> "the server has no room";
                    case 0xA900 -> "the server says it is not what its class asks for";
                    default -> "the server refuses it";
                };
        return new StoreOutcome(file, false, code == 0 ? words : words + ", " + hex(code));
    }

    private static String hex(int code) {
        return "code " + String.format(Locale.ROOT, "%04X", code);
    }
}
