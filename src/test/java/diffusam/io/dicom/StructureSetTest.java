package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Annotation;
import diffusam.annotation.LabelMap;
import diffusam.io.nifti.NiftiReader;
import diffusam.io.raw.PlacedLabels;
import diffusam.io.raw.Warning;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructureSetTest {
    @TempDir
    private Path folder;

    @Test
    void fillingTheOutlinesOfAMaskGivesTheMask() {
        Random random = new Random(5);
        for (int n = 0; n < 300; n++) {
            int columns = 1 + random.nextInt(20);
            int rows = 1 + random.nextInt(20);
            double density = random.nextDouble();
            boolean[] mask = new boolean[columns * rows];
            for (int p = 0; p < mask.length; p++) {
                mask[p] = random.nextDouble() < density;
            }
            boolean[] filled = new boolean[mask.length];
            for (Polygon polygon : Outlines.of(mask, columns, rows)) {
                boolean[] own = polygon.fill(columns, rows);
                for (int p = 0; p < mask.length; p++) {
                    filled[p] ^= own[p];
                }
            }
            assertArrayEquals(mask, filled);
        }
    }

    @Test
    void aHoleIsPartOfItsOutline() {
        boolean[] ring = new boolean[25];
        for (int p = 0; p < 25; p++) {
            ring[p] = p % 5 >= 1 && p % 5 <= 3 && p / 5 >= 1 && p / 5 <= 3 && p != 12;
        }
        List<Polygon> outlines = Outlines.of(ring, 5, 5);
        assertEquals(1, outlines.size());
        assertFalse(outlines.getFirst().contains(new Polygon.Point(2, 2)));
        assertTrue(outlines.getFirst().contains(new Polygon.Point(1, 2)));
    }

    @Test
    void labelsComeBackInAllOrientations() throws IOException {
        int n = 0;
        for (Lps[] axes : Piece.orientations()) {
            roundTrip(Piece.along(folder.resolve("o" + n++), axes[0], axes[1], axes[2]));
        }
        Lps row = new Lps(0.8, 0.36, -0.48);
        Lps column = new Lps(-0.6, 0.48, -0.64);
        roundTrip(Piece.along(folder.resolve("oblique"), row, column, row.cross(column)));
    }

    private void roundTrip(Piece piece) throws IOException {
        Annotation written = piece.annotation();
        Path file = folder.resolve("rs.dcm");
        StructureSetWriter.write(file, piece.series(), written);
        StructureSet read = StructureSetReader.read(file);
        assertTrue(read.belongsTo(piece.series()));
        assertEquals("Läsion α", read.labels().get(1).name());
        assertEquals(0xD03010, read.labels().get(1).rgb());
        PlacedLabels back = read.on(written.map().grid());
        assertTrue(back.warnings().isEmpty(), () -> back.warnings().toString());
        for (long p = 0; p < written.map().grid().extent().voxels(); p++) {
            int label = written.map().at(p);
            assertEquals(
                    label == 3 ? 1 : label == 7 ? 2 : 0, back.annotation().map().at(p));
        }
    }

    @Test
    void danglingReferencesAreMatchedByPlace() throws IOException {
        for (String modality : List.of("CT", "MR_T1", "PET")) {
            Path data = SharedData.path("rtstruct/STS_002");
            DicomSeries series =
                    DicomFolder.scan(data.resolve(modality)).series().getFirst();
            StructureSet structures =
                    StructureSetReader.read(data.resolve(modality).resolve("RS.dcm"));
            assertTrue(structures.belongsTo(series));
            assertEquals("GTV_Mass_" + modality, structures.labels().getFirst().name());
            Grid grid = series.read().grid();
            LabelMap map = structures.on(grid).annotation().map();
            Volume truth = NiftiReader.read(data.resolve("nii_mask/" + modality + "_mask.nii.gz"))
                    .volume();
            int both = 0;
            int ours = 0;
            int theirs = 0;
            for (int k = 0; k < grid.extent().nz(); k++) {
                for (int j = 0; j < grid.extent().ny(); j++) {
                    for (int i = 0; i < grid.extent().nx(); i++) {
                        boolean own = map.at(i, j, k) == 1;
                        boolean other = truth.value(i, j, k) == 1;
                        ours += own ? 1 : 0;
                        theirs += other ? 1 : 0;
                        both += own && other ? 1 : 0;
                    }
                }
            }
            assertEquals(theirs, ours, 0.02 * theirs, modality);
            double leastDice = modality.equals("PET") ? 0.95 : 0.98; // PET voxels are as large as the outline's pixels
            assertTrue(2.0 * both / (ours + theirs) > leastDice, modality + " " + both + " " + ours + " " + theirs);
        }
    }

    @Test
    void contoursOffTheSlicesAreReported() throws IOException {
        StructureSet structures = StructureSetReader.read(SharedData.path("rtstruct/STS_002/CT/RS.dcm"));
        Grid ct = DicomFolder.scan(SharedData.path("rtstruct/STS_002/CT"))
                .series()
                .getFirst()
                .read()
                .grid();
        Grid shifted = new Grid(
                ct.extent(),
                new diffusam.volume.Affine(
                        ct.affine().stepI(),
                        ct.affine().stepJ(),
                        ct.affine().stepK(),
                        ct.affine().origin().plus(new Lps(0, 0, 1))));
        List<String> warnings =
                structures.on(shifted).warnings().stream().map(Warning::text).toList();
        assertEquals(
                List.of(
                        "16 contours of \"GTV_Mass_CT\" lie between slices, by up to 1.00 mm; each was put on the nearest."),
                warnings);
    }

    @Test
    void anImageIsNoStructureSet() {
        Path file = SharedData.path("dicom/pydicom_test_files/CT_small.dcm");
        assertEquals(
                file + ": is not a DICOM structure set",
                assertThrows(DicomException.class, () -> StructureSetReader.read(file))
                        .getMessage());
    }

    @Test
    void foreignStructureSetsAreRead() throws IOException {
        for (String name : List.of("invalid_reference_rt.dcm", "non_existent_reference_rt.dcm", "rt.dcm")) {
            StructureSet set = StructureSetReader.read(SharedData.path("dicom/rt_utils_mock/" + name));
            assertTrue(set.labels().size() < 100, name);
        }
    }
}
