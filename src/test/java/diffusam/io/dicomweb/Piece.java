package diffusam.io.dicomweb;

import diffusam.io.dicom.CtSeriesWriter;
import diffusam.io.dicom.Instance;
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
import java.util.Map;
import java.util.TreeMap;

/** A small CT series on the disk. */
public record Piece(List<Path> files) {
    /** Writes a series of {@code slices}; each of its files is a file of its own in {@code folder}. */
    public static Piece of(Path folder, int slices) throws IOException {
        Grid grid = new Grid(
                new Extent(7, 5, slices),
                new Affine(new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 2), new Lps(-3, -2, 40)));
        Volume.Builder builder = new Volume.Builder(grid, VoxelType.INT16);
        for (int k = 0; k < slices; k++) {
            builder.set(k % 7, 2, k, 100 + k);
        }
        CtSeriesWriter.write(builder.build(), folder, "Archived");
        try (var list = Files.list(folder)) {
            return new Piece(list.sorted().toList());
        }
    }

    /** What each object is, by its UID. */
    Map<String, byte[]> objects() throws IOException {
        Map<String, byte[]> objects = new TreeMap<>();
        for (Path file : files) {
            objects.put(Instance.of(file).uid(), Files.readAllBytes(file));
        }
        return objects;
    }
}
