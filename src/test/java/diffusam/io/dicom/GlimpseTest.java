package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlimpseTest {
    @TempDir
    Path folder;

    @Test
    void glimpseIsTheMiddleFileAlone() throws IOException {
        CtSeriesWriter.write(slices(9), folder, "glimpse");
        Volume seen = DicomFolder.glimpse(folder).orElseThrow();
        assertEquals(new Extent(6, 5, 1), seen.grid().extent());
        assertEquals(4, seen.value(3, 2, 0));
    }

    @Test
    void whatIsNoImageIsPassedOver() throws IOException {
        CtSeriesWriter.write(slices(1), folder, "glimpse");
        Files.writeString(folder.resolve("a.txt"), "not DICOM");
        Files.writeString(folder.resolve("z.txt"), "not DICOM");
        Files.writeString(folder.resolve("zz.txt"), "not DICOM");
        assertTrue(DicomFolder.glimpse(folder).isPresent());
    }

    @Test
    void nothingIsSeenWhereNoImageIs() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "not DICOM");
        assertTrue(DicomFolder.glimpse(folder).isEmpty());
    }

    /** Slice k holds the value k everywhere. */
    private static Volume slices(int count) {
        Grid grid = new Grid(new Extent(6, 5, count), Affine.of(1, 1, 2));
        Volume.Builder volume = new Volume.Builder(grid, VoxelType.INT16);
        for (int p = 0; p < grid.extent().voxels(); p++) {
            volume.set(p % 6, p / 6 % 5, p / 30, p / 30);
        }
        return volume.build();
    }
}
