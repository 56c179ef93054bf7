package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.volume.Lps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** What a segmentation copies of its images, in UTF-8. */
    @Test
    void namesInEveryScriptReachAnExport(@TempDir Path folder) throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1));
        Path first = folder.resolve("ct/slice-001.dcm");
        String[][] names = {
            {"\u00c4\u00e9\u00ef\u00ed\u00f5\u00f3\u00e9\u00ef\u00f2", "ISO_IR 126", "Διονυσιος"},
            {"\u00bb\u00ee\u00da\u0063\u0065\u00dc\u00d1\u0079\u0070\u00d3", "ISO_IR 144", "Люкceмбypг"},
            {"\u00e2\u00c8\u00c7\u00e6\u00ea^\u00e4\u00e6\u00d2\u00c7\u00d1", "ISO_IR 127", "قباني^لنزار"},
            {"Yamada^Tarou=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B", "\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎"},
        };
        for (String[] name : names) {
            try (DicomFile file = DicomFile.open(first)) {
                DataSet set = file.dataSet();
                set.characters(CharacterSet.LATIN);
                set.set(Tag.SPECIFIC_CHARACTER_SET, name[1]);
                set.set(Tag.PATIENT_NAME, name[0]);
                DataSet head = new DataSet(first);
                set.elements().stream()
                        .filter(e -> e.tag() != Tag.PIXEL_DATA.number())
                        .forEach(head::put);
                PixelCopy.write(first, head, file);
            }
            Path exported = folder.resolve("seg.dcm");
            DicomSeries series = DicomFolder.scan(folder.resolve("ct")).series().getFirst();
            SegmentationWriter.writeBinary(exported, series, piece.annotation());
            try (DicomFile file = DicomFile.open(exported)) {
                assertEquals("ISO_IR 192", file.dataSet().text(Tag.SPECIFIC_CHARACTER_SET));
                assertEquals(name[2], file.dataSet().text(Tag.PATIENT_NAME));
            }
        }
    }

    private static void assertDecoded(String text, String bytesAsLatin, String... terms) {
        CharacterSet set = CharacterSet.of(Arrays.asList(terms));
        assertEquals(text, set.decode(bytesAsLatin.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
