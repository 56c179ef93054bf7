package diffusam.io.nifti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.io.Reference;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NiftiReaderTest {
    private static final Path SCANS = Path.of("..", "shared", "data");

    @TestFactory
    Stream<DynamicTest> fixturesAreReadAsNibabelReadsThem() throws IOException {
        return Reference.table(NiftiReaderTest.class, "fixtures.json").entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(), () -> row.getValue().assertMatches(read(row.getKey()), 1e-4)));
    }

    @TestFactory
    Stream<DynamicTest> realFilesAreReadAsNibabelReadsThem() throws IOException {
        Map<String, Reference> table = Reference.table(NiftiReaderTest.class, "scans.json");
        return table.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    Path file = SCANS.resolve(row.getKey());
                    assumeTrue(Files.exists(file), "real scans are not beside the checkout");
                    row.getValue().assertMatches(NiftiReader.read(file).volume(), 1e-3);
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colours.nii|holds colours; only whole and real numbers up to 64 bits can be opened",
                "complex.nii|holds complex numbers; only whole and real numbers up to 64 bits can be opened",
                "truncated.nii|is truncated: its header promises 3×4×5 voxels of int16, more than the file holds",
                "truncated.nii.gz|is truncated: it ends in slice 5 of 5",
                "cut_off.nii.gz|is truncated: it ends in slice 4 of 8",
                "wrong_checksum.nii.gz|is damaged: it cannot be unpacked in slice 8 of 8",
                "header_only.hdr|is a header only: there is no .img file beside it",
                "analyze.hdr|is an ANALYZE 7.5 header, which does not tell left from right; convert it to NIfTI",
                "huge.nii|is truncated: its header promises 32767×32767×32767 voxels of int16, more than the file holds",
                "huge.nii.gz|is truncated: its header promises 32767×32767×32767 voxels of int16, more than the file holds",
                "negative.nii|is damaged: its header counts -4 voxels along axis 2",
                "fixtures.json|is not a NIfTI file",
            })
    void faultsAreOneSentenceThatNamesTheFile(String name, String fault) {
        Path file = Reference.fixture(NiftiReaderTest.class, name);
        ImageFileException e = assertThrows(ImageFileException.class, () -> NiftiReader.read(file));
        assertEquals(file + " " + fault, e.getMessage());
    }

    @Test
    void aMissingFileAndAFolderAreNamed(@TempDir Path folder) {
        Path missing = folder.resolve("missing.nii");
        assertEquals(missing + " does not exist", fault(missing));
        assertEquals(folder + " is a folder, not a file", fault(folder));
        assertEquals("/ is a folder, not a file", fault(Path.of("/")));
    }

    @Test
    void eitherFileOfAPairOpensBoth() throws IOException {
        assertEquals(read("pair.hdr").value(2, 1, 3), read("pair.img").value(2, 1, 3));
        assertEquals(
                read("packed_pair.hdr.gz").value(2, 1, 3),
                read("packed_pair.img.gz").value(2, 1, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "type_u1_big.nii, UINT8", "type_i1_big.nii, INT16", "type_i2_big.nii, INT16", "type_u2_big.nii, UINT16",
        "type_i4_big.nii, INT32", "type_u4_big.nii, INT32", "type_i8_big.nii, INT32", "type_u8_big.nii, INT32",
        "type_f4_big.nii, FLOAT32", "type_f8_big.nii, FLOAT32", "wide_u4.nii, FLOAT32", "wide_i8.nii, FLOAT32"
    })
    void memoryHoldsTheSmallestTypeThatFits(String name, VoxelType type) throws IOException {
        assertEquals(type, read(name).type());
    }

    @Test
    void onlyTheFirstVolumeOfASeriesIsOpenedAndAWarningSaysSo() throws IOException {
        Decoded series = NiftiReader.read(Reference.fixture(NiftiReaderTest.class, "series.nii.gz"));
        assertEquals(1, series.warnings().size());
        assertEquals(
                "It holds 3 volumes; only the first was opened.",
                series.warnings().getFirst().text());
    }

    @Test
    void disagreeingAndMissingFormsAreWarnedOf() throws IOException {
        assertTrue(warnings("sform_beside_qform.nii").contains("disagree"));
        assertTrue(warnings("no_form.nii").contains("left and right are a guess"));
        assertEquals("[]", warnings("sform_only.nii"));
        assertEquals("[]", warnings("qform_mirrored.nii"));
    }

    @Test
    void unitsOfMetresAndMicrometresBecomeMillimetres(@TempDir Path folder) throws IOException {
        double mm = read("type_i2_little.nii").grid().spacingMm(2);
        assertEquals(mm * 1000, withByte(folder, 123, 1).grid().spacingMm(2), 1e-2);
        assertEquals(mm / 1000, withByte(folder, 123, 3).grid().spacingMm(2), 1e-8);
    }

    @Test
    void anSformThatDoesNotSpanSpaceGivesWayToTheQform(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(Reference.fixture(NiftiReaderTest.class, "qform_only.nii"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 1);
        Path file = Files.write(folder.resolve("flat_sform.nii"), bytes);
        Decoded read = NiftiReader.read(file);
        Volume expected = read("qform_only.nii");
        assertTrue(read.volume().grid().matches(expected.grid(), 1e-9));
        assertEquals(
                "Its sform does not span space and was ignored.",
                read.warnings().getFirst().text());
    }

    @Test
    void aSlopeOfZeroMeansNoScaling(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(Reference.fixture(NiftiReaderTest.class, "rescaled.nii"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(112, 0);
        Volume volume = NiftiReader.read(Files.write(folder.resolve("unscaled.nii"), bytes))
                .volume();
        assertEquals(1, volume.slope());
        assertEquals(0, volume.intercept());
    }

    @Test
    void filesAreRecognisedByContent() throws IOException {
        assertTrue(NiftiReader.recognises(Reference.fixture(NiftiReaderTest.class, "packed_with_plain_name.nii")));
        assertTrue(NiftiReader.recognises(Reference.fixture(NiftiReaderTest.class, "pair.img")));
        assertTrue(NiftiReader.recognises(Reference.fixture(NiftiReaderTest.class, "analyze.hdr")));
        assertFalse(NiftiReader.recognises(Reference.fixture(NiftiReaderTest.class, "fixtures.json")));
    }

    private static Volume read(String name) throws IOException {
        return NiftiReader.read(Reference.fixture(NiftiReaderTest.class, name)).volume();
    }

    private static String warnings(String name) throws IOException {
        return NiftiReader.read(Reference.fixture(NiftiReaderTest.class, name))
                .warnings()
                .toString();
    }

    private static String fault(Path file) {
        return assertThrows(ImageFileException.class, () -> NiftiReader.read(file))
                .getMessage();
    }

    private static Volume withByte(Path folder, int at, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(Reference.fixture(NiftiReaderTest.class, "type_i2_little.nii"));
        bytes[at] = (byte) value;
        return NiftiReader.read(Files.write(folder.resolve(at + "_" + value + ".nii"), bytes))
                .volume();
    }
}
