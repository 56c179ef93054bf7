package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.io.Labels;
import diffusam.io.raw.PlacedLabels;
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
import org.junit.jupiter.api.Test;

/** Exports of the sample study, left in target/dicom-exports for src/test/python/dicom_exports.py to read with highdicom. */
class ExportForOthersTest {
    private static final Path OUT = Path.of("target/dicom-exports");

    @Test
    void theSampleStudyIsExportedInEveryForm() throws IOException {
        Files.createDirectories(OUT);
        DicomSeries series =
                DicomFolder.scan(Path.of("sample-data/dicom")).series().getFirst();
        LabelMap map = Labels.read(Path.of("sample-data/labels.nii.gz"));
        Grid grid = series.read().grid();
        assertTrue(map.grid().matches(grid, 1e-3));
        Annotation annotation = Annotation.of(
                map,
                List.of(
                        Label.of(1).named("Liver"),
                        Label.of(2).named("Spleen"),
                        Label.of(3).named("Right kidney"),
                        Label.of(4).named("Left kidney"),
                        Label.of(5).named("Spine")),
                Map.of());
        SegmentationWriter.writeBinary(OUT.resolve("binary.dcm"), series, annotation);
        Volume.Builder liver = new Volume.Builder(grid, VoxelType.FLOAT32);
        for (int k = 0; k < 48; k++) {
            for (int j = 0; j < 256; j++) {
                for (int i = 0; i < 256; i++) {
                    liver.set(i, j, k, map.at(i, j, k) == 1 ? 0.2 + i / 400.0 : 0);
                }
            }
        }
        SegmentationWriter.writeFractional(
                OUT.resolve("fractional.dcm"), series, annotation, new TreeMap<>(Map.of(1, liver.build())));
        StructureSetWriter.write(OUT.resolve("structures.dcm"), series, annotation);
        PlacedLabels back =
                StructureSetReader.read(OUT.resolve("structures.dcm")).on(grid);
        for (long p = 0; p < grid.extent().voxels(); p++) {
            assertEquals(map.at(p), back.annotation().map().at(p));
        }
    }

    @Test
    void anObliquePieceOfOddSizeIsExported() throws IOException {
        Lps row = new Lps(0.8, 0.36, -0.48);
        Lps column = new Lps(-0.6, 0.48, -0.64);
        Piece piece = Piece.along(OUT.resolve("piece"), row, column, row.cross(column));
        Annotation annotation = piece.annotation();
        SegmentationWriter.writeBinary(OUT.resolve("piece.dcm"), piece.series(), annotation);
        Labels.write(annotation.map(), OUT.resolve("piece.nii.gz"));
        assertEquals(
                2, SegmentationReader.read(OUT.resolve("piece.dcm")).labels().size());
    }
}
