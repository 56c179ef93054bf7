package diffusam.io.metaimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.Reference;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaImageReaderTest {
    @TestFactory
    Stream<DynamicTest> fixturesAreReadAsSimpleItkReadsThem() throws IOException {
        return Reference.table(MetaImageReaderTest.class, "fixtures.json").entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> row.getValue().assertMatches(read(row.getKey()).volume(), 1e-9)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncated.mha|is truncated: its header promises 3×4×5 voxels of int16, more than the file holds",
                "text.mha|writes its voxels as text; only binary ones can be opened",
                "list.mhd|spreads its voxels over several files; only one can be opened",
                "no_type.mhd|is damaged: its header has no field \"elementtype\"",
                "fixtures.json|is not a MetaImage file",
            })
    void faultsAreOneSentenceThatNamesTheFile(String name, String fault) {
        assertEquals(Reference.fixture(MetaImageReaderTest.class, name) + " " + fault, fault(name));
    }

    @Test
    void anAbsentDataFileAndDamagedBytesAreNamed() {
        assertTrue(fault("no_data.mhd").endsWith("absent.raw does not exist"));
        assertTrue(fault("damaged.mha").contains("damaged.mha is damaged: it cannot be unpacked in slice"));
    }

    @Test
    void severalVolumesAreWarnedOf() throws IOException {
        assertEquals(2, read("series.mha").volumes());
        assertEquals(2, read("vector.mha").volumes());
        assertEquals(
                "It holds 2 volumes; only the first was opened.",
                read("vector.mha").warnings().getFirst().text());
    }

    private static String fault(String name) {
        return assertThrows(ImageFileException.class, () -> read(name)).getMessage();
    }

    private static Decoded read(String name) throws IOException {
        return MetaImageReader.read(Reference.fixture(MetaImageReaderTest.class, name));
    }
}
