package diffusam.io.metaimage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.io.raw.TextHeader;
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

class MetaImageWriterTest {
    /** ITK misreads a packed file that does not state this. */
    @Test
    void theHeaderStatesTheLengthOfThePackedBytes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.mha");
        Grid grid = new Grid(new Extent(30, 20, 10), Affine.of(1, 1, 1));
        MetaImageWriter.write(
                new Volume.Builder(grid, VoxelType.INT16).set(3, 4, 5, 6).build(), file);
        TextHeader header = TextHeader.read(file, line -> line.startsWith("ElementDataFile"));
        long packed = Files.size(file) - header.end();
        assertEquals(
                "CompressedDataSize = " + packed,
                header.lines().stream()
                        .filter(line -> line.startsWith("CompressedDataSize"))
                        .findFirst()
                        .orElse(""));
    }
}
