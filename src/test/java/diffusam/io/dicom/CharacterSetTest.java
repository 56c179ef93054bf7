package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The names of the standard's own examples (PS3.5, annexes H to K), as pydicom 3.0.2 decodes them. */
class CharacterSetTest {
    @Test
    void namesInEveryScriptAreDecoded() {
        assertDecoded("Διονυσιος", "\u00c4\u00e9\u00ef\u00ed\u00f5\u00f3\u00e9\u00ef\u00f2", "ISO_IR 126");
        assertDecoded("Люкceмбypг", "\u00bb\u00ee\u00da\u0063\u0065\u00dc\u00d1\u0079\u0070\u00d3", "ISO_IR 144");
        assertDecoded("قباني^لنزار", "\u00e2\u00c8\u00c7\u00e6\u00ea^\u00e4\u00e6\u00d2\u00c7\u00d1", "ISO_IR 127");
        assertDecoded("שרון^דבורה", "\u00f9\u00f8\u00e5\u00ef^\u00e3\u00e1\u00e5\u00f8\u00e4", "ISO_IR 138");
        assertDecoded("Buc^Jérôme", "Buc^J\u00e9r\u00f4me", "ISO_IR 100");
        assertDecoded(
                "Yamada^Tarou=山田^太郎=やまだ^たろう",
                "Yamada^Tarou=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B=\u001b$B$d$^$@\u001b(B^\u001b$B$?$m$&\u001b(B",
                "",
                "ISO 2022 IR 87");
        assertDecoded(
                "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎",
                "\u00d4\u00cf\u00c0\u00de^\u00c0\u00db\u00b3=\u001b$B;3ED\u001b(J^\u001b$BB@O:\u001b(J",
                "ISO 2022 IR 13",
                "ISO 2022 IR 87");
        assertDecoded(
                "Hong^Gildong=洪^吉洞=홍^길동",
                "Hong^Gildong=\u001b$)C\u00fb\u00f3^\u001b$)C\u00d1\u00ce\u00d4\u00d7="
                        + "\u001b$)C\u00c8\u00ab^\u001b$)C\u00b1\u00e6\u00b5\u00bf",
                "",
                "ISO 2022 IR 149");
        assertDecoded(
                "Zhang^XiaoDong=张^小东",
                "Zhang^XiaoDong=\u001b$)A\u00d5\u00c5^\u001b$)A\u00d0\u00a1\u00b6\u00ab",
                "",
                "ISO 2022 IR 58");
        assertDecoded("Wang^XiaoDong=王^小东", "Wang^XiaoDong=\u00cd\u00f5^\u00d0\u00a1\u00b6\u00ab", "GB18030");
    }

    private static void assertDecoded(String text, String bytesAsLatin, String... terms) {
        CharacterSet set = CharacterSet.of(Arrays.asList(terms));
        assertEquals(text, set.decode(bytesAsLatin.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
