package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtSeriesWriterTest {
    private static final Grid OBLIQUE = new Grid(
            new Extent(7, 5, 3),
            new Affine(
                    new Lps(0.6, 0.8, 0).times(0.75),
                    new Lps(-0.8, 0.6, 0).times(1.25),
                    new Lps(0, 0, 2.5),
                    new Lps(-12.3456789, 45.25, -600)));

    @Test
    void aSeriesIsReadBackVoxelForVoxelInItsPlace(@TempDir Path folder) throws IOException {
        Volume.Builder builder = new Volume.Builder(OBLIQUE, VoxelType.INT16).rescale(0.5, -1024);
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 5; j++) {
                for (int i = 0; i < 7; i++) {
                    builder.set(i, j, k, i * 100 - j * 1000 + k * 7);
                }
            }
        }
        Volume written = builder.build();
        CtSeriesWriter.write(written, folder, "Test piece");
        List<DicomSeries> series = DicomFolder.scan(folder).series();
        assertEquals("CT \"Test piece\", 3 slices of 7×5", series.getFirst().toString());
        assertTrue(
                series.getFirst().warnings().isEmpty(),
                () -> series.getFirst().warnings().toString());
        Volume read = series.getFirst().read();
        assertTrue(read.grid().matches(OBLIQUE, 1e-6), () -> read.grid().toString());
        assertEquals(0.5, read.slope());
        assertEquals(-1024, read.intercept());
        for (int k = 0; k < 3; k++) {
            assertEquals(-1, read.storedSlice(k).mismatch(written.storedSlice(k)));
        }
    }

    @Test
    void theSameVolumeGivesTheSameBytes(@TempDir Path folder) throws IOException {
        Volume volume = new Volume.Builder(OBLIQUE, VoxelType.INT16).build();
        CtSeriesWriter.write(volume, folder.resolve("a"), "Twice");
        CtSeriesWriter.write(volume, folder.resolve("b"), "Twice");
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a/slice-002.dcm")),
                Files.readAllBytes(folder.resolve("b/slice-002.dcm")));
    }

    @Test
    void decimalStringsHaveAtMostSixteenCharacters() {
        for (double value : new double[] {Math.PI, -1e-7 / 3, 123456789.123456789, -2.0 / 3e10, 1e22, 0.1, -1024}) {
            String text = DataSet.decimal(value);
            assertTrue(text.length() <= 16, text);
            assertEquals(value, Double.parseDouble(text), Math.abs(value) * 1e-8);
        }
    }
}
