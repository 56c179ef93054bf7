package diffusam.io.nrrd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.io.Reference;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NrrdReaderTest {
    private static final Path SCANS = Path.of("..", "shared", "data");

    @TestFactory
    Stream<DynamicTest> fixturesAreReadAsPynrrdAndSimpleItkReadThem() throws IOException {
        return Reference.table(NrrdReaderTest.class, "fixtures.json").entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> row.getValue().assertMatches(read(row.getKey()).volume(), 1e-9)));
    }

    @TestFactory
    Stream<DynamicTest> realFilesAreReadAsPynrrdAndSimpleItkReadThem() throws IOException {
        return Reference.table(NrrdReaderTest.class, "scans.json").entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    Path file = SCANS.resolve(row.getKey());
                    assumeTrue(Files.exists(file), "real scans are not beside the checkout");
                    row.getValue().assertMatches(NrrdReader.read(file).volume(), 1e-6);
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncated.nrrd|is truncated: its header promises 3×4×5 voxels of int16, more than the file holds",
                "ascii.nrrd|is encoded as \"ascii\"; only raw and gzip can be opened",
                "no_endian.nrrd|is damaged: its header has no field \"endian\"",
                "sizes.nrrd|is damaged: its header says \"3 x 5\" where the field \"sizes\" has 3 numbers",
                "fixtures.json|is not an NRRD file",
            })
    void faultsAreOneSentenceThatNamesTheFile(String name, String fault) {
        Path file = Reference.fixture(NrrdReaderTest.class, name);
        assertEquals(file + " " + fault, fault(name));
    }

    @Test
    void coloursAnAbsentDataFileAndAFlatSpaceAreNamed() {
        assertTrue(fault("colours.nrrd").contains("rgb-color"));
        assertTrue(fault("no_data.nhdr").endsWith("absent.raw does not exist"));
        assertTrue(fault("flat_space.nrrd").contains("do not span space"));
    }

    @Test
    void severalVolumesAreWarnedOf() throws IOException {
        Decoded list = read("list_last.nrrd");
        assertEquals(2, list.volumes());
        assertEquals(
                "It holds 2 volumes; only the first was opened.",
                list.warnings().getFirst().text());
        assertEquals(6, read("vector_first.nrrd").volumes());
    }

    @Test
    void aFileWithoutAPatientSpaceIsWarnedOf() throws IOException {
        assertTrue(read("spacings_only.nrrd").warnings().toString().contains("left and right are a guess"));
        assertEquals("[]", read("space_right-anterior-superior.nrrd").warnings().toString());
    }

    private static String fault(String name) {
        return assertThrows(ImageFileException.class, () -> read(name)).getMessage();
    }

    private static Decoded read(String name) throws IOException {
        return NrrdReader.read(Reference.fixture(NrrdReaderTest.class, name));
    }
}
