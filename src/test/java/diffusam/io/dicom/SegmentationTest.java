package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Annotation;
import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Meaning;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.io.raw.PlacedLabels;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentationTest {
    private static final Lps X = new Lps(1, 0, 0);
    private static final Lps Y = new Lps(0, 1, 0);
    private static final Lps Z = new Lps(0, 0, 1);

    @TempDir
    private Path folder;

    @Test
    void labelsComeBackVoxelForVoxelInAllOrientations() throws IOException {
        int n = 0;
        for (Lps[] axes : Piece.orientations()) {
            roundTrip(Piece.along(folder.resolve("o" + n++), axes[0], axes[1], axes[2]));
        }
    }

    @Test
    void labelsComeBackFromObliqueAndTiltedStacks() throws IOException {
        Lps row = new Lps(0.8, 0.36, -0.48);
        Lps column = new Lps(-0.6, 0.48, -0.64);
        roundTrip(Piece.along(folder.resolve("oblique"), row, column, row.cross(column)));
        double tilt = Math.toRadians(18.5);
        Piece tilted = Piece.along(folder.resolve("tilted"), X, new Lps(0, Math.cos(tilt), -Math.sin(tilt)), Z);
        assertTrue(tilted.series().warnings().getFirst().text().contains("tilted by 18.5°"));
        roundTrip(tilted);
    }

    private void roundTrip(Piece piece) throws IOException {
        Annotation written = piece.annotation();
        Path file = folder.resolve("seg.dcm");
        SegmentationWriter.writeBinary(file, piece.series(), written);
        Segmentation read = SegmentationReader.read(file);
        assertTrue(read.warnings().isEmpty());
        Grid grid = written.map().grid();
        int[] counts = new int[8];
        for (int k = 0; k < grid.extent().nz(); k++) {
            for (int j = 0; j < grid.extent().ny(); j++) {
                for (int i = 0; i < grid.extent().nx(); i++) {
                    Ijk at = read.grid().toIndex(grid.toLps(new Ijk(i, j, k)));
                    int label = written.map().at(i, j, k);
                    counts[label]++;
                    for (int segment = 1; segment <= 2; segment++) {
                        boolean inside = (int) Math.rint(at.k()) >= 0
                                && (int) Math.rint(at.k())
                                        < read.grid().extent().nz()
                                && read.contains(segment, (int) Math.rint(at.i()), (int) Math.rint(at.j()), (int)
                                        Math.rint(at.k()));
                        assertEquals(label == (segment == 1 ? 3 : 7), inside, at::toString);
                    }
                    assertEquals(Math.rint(at.k()), at.k(), 1e-4);
                    assertEquals(Math.rint(at.i()), at.i(), 1e-4);
                }
            }
        }
        assertTrue(counts[3] > 20 && counts[7] > 3);
    }

    @Test
    void namesColoursAndCodesComeBack() throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), X, Y, Z);
        Path file = folder.resolve("seg.dcm");
        SegmentationWriter.writeBinary(file, piece.series(), piece.annotation());
        List<Label> labels = SegmentationReader.read(file).labels();
        assertEquals("Right kidney", labels.get(0).name());
        assertEquals(
                Meaning.anatomical(new Code("SCT", "64033007", "Kidney")).modified(Meaning.RIGHT),
                labels.get(0).meaning(),
                "known by its name");
        assertEquals(0x20A0F0, labels.get(0).rgb());
        assertEquals("Läsion α", labels.get(1).name());
        assertEquals(Piece.LESION, labels.get(1).meaning());
    }

    @Test
    void provenanceDecidesTheAlgorithm() throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), X, Y, Z);
        Annotation drawn = piece.annotation();
        SliceState painted = new SliceState(SliceState.Review.SEED, 1, Provenance.human("1", Instant.EPOCH));
        Provenance model = new Provenance(Provenance.Origin.MODEL, "nano", "prior-1", List.of(1), "1", Instant.EPOCH);
        SliceState proposed = new SliceState(SliceState.Review.PROPOSED, 0.9, model);
        Map<SliceKey, SliceState> states = new HashMap<>();
        for (int slice = 1; slice <= 3; slice++) {
            states.put(new SliceKey(Plane.AXIAL, slice, 3), painted);
        }
        states.put(new SliceKey(Plane.AXIAL, 4, 7), proposed);
        Annotation annotation = Annotation.of(drawn.map(), drawn.labels().values(), states);
        Annotation partly = annotation.apply(annotation.put(new SliceKey(Plane.AXIAL, 2, 3), null));
        Path file = folder.resolve("seg.dcm");
        SegmentationWriter.writeBinary(file, piece.series(), annotation);
        Segmentation read = SegmentationReader.read(file);
        assertEquals("MANUAL", read.algorithm(1));
        assertEquals("SEMIAUTOMATIC DiffuSAM nano prior-1", read.algorithm(2));
        SegmentationWriter.writeBinary(file, piece.series(), partly);
        assertEquals(
                "SEMIAUTOMATIC not recorded",
                SegmentationReader.read(file).algorithm(1),
                "nobody knows where one of the slices came from");
        Provenance alone = new Provenance(Provenance.Origin.MODEL, "nano", "prior-1", List.of(), "1", Instant.EPOCH);
        SliceState unasked = new SliceState(SliceState.Review.PROPOSED, 0.9, alone);
        Annotation unseeded =
                Annotation.of(drawn.map(), drawn.labels().values(), Map.of(new SliceKey(Plane.AXIAL, 4, 7), unasked));
        SegmentationWriter.writeBinary(file, piece.series(), unseeded);
        assertEquals(
                "AUTOMATIC DiffuSAM nano prior-1", SegmentationReader.read(file).algorithm(2));
        StructureSetWriter.write(file, piece.series(), annotation);
        try (DicomFile structures = DicomFile.open(file)) {
            List<DataSet> rois = structures.dataSet().items(Tag.STRUCTURE_SET_ROI_SEQUENCE);
            assertEquals("MANUAL", rois.get(0).text(Tag.ROI_GENERATION_ALGORITHM));
            assertEquals("SEMIAUTOMATIC", rois.get(1).text(Tag.ROI_GENERATION_ALGORITHM));
            assertEquals("DiffuSAM nano prior-1", rois.get(1).text(Tag.ROI_GENERATION_DESCRIPTION));
        }
    }

    @Test
    void aNameIsCodedOnlyIfItIsThatOfAStructure() {
        assertEquals("64033007", Codes.ofName("kidney_left").orElseThrow().value());
        assertEquals("28231008", Codes.ofName("Gall bladder").orElseThrow().value());
        assertEquals("7771000", Codes.sideOfName("kidney_left").value());
        for (String name : List.of("Liver lesion", "brain stem", "Label 3", "left")) {
            assertTrue(Codes.ofName(name).isEmpty(), name);
        }
        assertEquals(
                "49755003", Codes.category(Codes.ofName("Tumour").orElseThrow()).value());
    }

    @Test
    void sparseFramesMeetTheSlicesTheyLieOn() throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), X, Y, Z);
        LabelMap drawn = piece.annotation().map();
        LabelEdit.Builder sparse = LabelMap.empty(drawn.grid()).edit();
        sparse.set(2, 3, 0, 1).set(3, 3, 0, 1).set(2, 3, 4, 1);
        LabelMap map = LabelMap.empty(drawn.grid()).apply(sparse.build());
        Path file = folder.resolve("seg.dcm");
        SegmentationWriter.writeBinary(file, piece.series(), Annotation.of(map, List.of(), Map.of()));
        Segmentation read = SegmentationReader.read(file);
        PlacedLabels placed = read.on(drawn.grid());
        assertFalse(placed.resampled());
        assertTrue(placed.annotation().map().resampledTo(drawn.grid()).labels().contains(1));
        for (long p = 0; p < drawn.grid().extent().voxels(); p++) {
            assertEquals(map.at(p), placed.annotation().map().at(p));
        }
    }

    @Test
    void framesOfAnotherOrientationAreResampledAndThatIsSaid() throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), X, Y, Z);
        Path file = folder.resolve("seg.dcm");
        SegmentationWriter.writeBinary(file, piece.series(), piece.annotation());
        Grid own = piece.volume().grid();
        Grid coronal = new Grid(
                new Extent(11, 5, 7),
                new Affine(
                        X.times(0.7), Z.times(2.3), Y.times(1.1), own.affine().origin()));
        assertFalse(SegmentationReader.read(file).on(coronal).resampled(), "the same voxels in another order");
        double turn = Math.toRadians(20);
        Lps i = new Lps(Math.cos(turn), Math.sin(turn), 0);
        Grid turned = new Grid(
                new Extent(30, 30, 5),
                new Affine(
                        i.times(0.4),
                        Z.cross(i).times(0.4),
                        Z.times(2.3),
                        own.affine().origin().plus(new Lps(0, -2, 0))));
        PlacedLabels placed = SegmentationReader.read(file).on(turned);
        assertTrue(placed.resampled());
        LabelMap map = placed.annotation().map();
        for (int k = 0; k < 5; k++) {
            for (int p = 0; p < 900; p++) {
                Ijk at = own.toIndex(turned.toLps(new Ijk(p % 30, p / 30, k)));
                int x = (int) Math.rint(at.i());
                int y = (int) Math.rint(at.j());
                int expected = own.extent().contains(x, y, k)
                        ? piece.annotation().map().at(x, y, k)
                        : 0;
                assertEquals(expected == 3 ? 1 : expected == 7 ? 2 : 0, map.at(p % 30, p / 30, k));
            }
        }
    }

    @Test
    void everyFrameRefersToTheImageItLiesOn() throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), X, Y, Z);
        Path path = folder.resolve("seg.dcm");
        SegmentationWriter.writeBinary(path, piece.series(), piece.annotation());
        try (DicomFile file = DicomFile.open(path)) {
            DataSet root = file.dataSet();
            assertEquals(
                    5,
                    root.items(Tag.REFERENCED_SERIES_SEQUENCE)
                            .getFirst()
                            .items(Tag.REFERENCED_INSTANCE_SEQUENCE)
                            .size());
            List<DataSet> frames = root.items(Tag.PER_FRAME_GROUPS_SEQUENCE);
            assertEquals(5, frames.size(), "three slices of one label, two of the other");
            for (DataSet frame : frames) {
                DataSet image = frame.items(Tag.DERIVATION_IMAGE_SEQUENCE)
                        .getFirst()
                        .items(Tag.SOURCE_IMAGE_SEQUENCE)
                        .getFirst();
                assertEquals("YES", image.text(Tag.SPATIAL_LOCATIONS_PRESERVED));
                double z = frame.items(Tag.PLANE_POSITION_SEQUENCE).getFirst().numbers(Tag.IMAGE_POSITION)[2];
                SliceHeader source = piece.series().headers().stream()
                        .filter(s -> s.instanceUid().equals(image.text(Tag.REFERENCED_SOP_INSTANCE_UID)))
                        .findFirst()
                        .orElseThrow();
                assertEquals(Stack.placement(source).position().z(), z, 1e-6);
            }
        }
    }

    @Test
    void probabilitiesComeBackInSteps() throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), X, Y, Z);
        Grid grid = piece.volume().grid();
        Volume.Builder builder = new Volume.Builder(grid, VoxelType.FLOAT32);
        for (int i = 0; i < 11; i++) {
            builder.set(i, 3, 2, i / 10.0);
        }
        Path file = folder.resolve("seg.dcm");
        Annotation annotation =
                Annotation.of(LabelMap.empty(grid), List.of(Label.of(4).named("Liver")), Map.of());
        SegmentationWriter.writeFractional(file, piece.series(), annotation, new TreeMap<>(Map.of(4, builder.build())));
        Segmentation read = SegmentationReader.read(file);
        for (int i = 0; i < 11; i++) {
            assertEquals(i / 10.0, read.fraction(1, i, 3, 0), 0.5 / 255);
        }
        assertTrue(read.contains(1, 6, 3, 0));
        assertFalse(read.contains(1, 4, 3, 0));
    }

    @Test
    void nothingToWriteIsRefused() throws IOException {
        Piece piece = Piece.along(folder.resolve("ct"), X, Y, Z);
        Annotation empty = Annotation.of(LabelMap.empty(piece.volume().grid()), List.of(), Map.of());
        Path file = folder.resolve("seg.dcm");
        String sentence = assertThrows(
                        DicomException.class, () -> SegmentationWriter.writeBinary(file, piece.series(), empty))
                .getMessage();
        assertEquals(file + ": cannot be written: no voxel is labelled", sentence);
    }

    @Test
    void referenceSegmentationsAreEqualToTheirTruth() throws IOException {
        Path data = SharedData.path("dicom_seg/dcmqi_ct3slice");
        Segmentation liver = SegmentationReader.read(data.resolve("liver.dcm"));
        assertEquals("Liver", liver.labels().getFirst().name());
        assertEquals(-128.69, liver.grid().affine().origin().z(), 1e-6);
        assertEqual(liver, 1, NrrdTruth.read(data.resolve("liver_seg.nrrd")), 1);
        Segmentation overlaps = SegmentationReader.read(data.resolve("partial_overlaps.dcm"));
        for (int[] pair : new int[][] {{1, 1}, {4, 1}, {5, 1}, {2, 2}, {3, 3}}) {
            NrrdTruth truth = NrrdTruth.read(data.resolve("partial_overlaps-" + pair[1] + ".nrrd"));
            assertEqual(overlaps, pair[0], truth, pair[0]);
        }
        assertTrue(
                overlaps.onOwnGrid().orElseThrow().warnings().getFirst().text().startsWith("Segments overlap in "));
    }

    @Test
    void labelMapSegmentationsAreRead() throws IOException {
        for (String name : List.of("sparse-labelmap-noppv.dcm", "sparse-labelmap-ppv5.dcm")) {
            Segmentation read = SegmentationReader.read(SharedData.path("dicom_seg/dcmqi_ct3slice/" + name));
            assertEquals(
                    List.of("Liver"), read.labels().stream().map(Label::name).toList());
            assertEquals(new Extent(24, 38, 3), read.grid().extent(), "the frames leave one slice out");
            LabelMap map = read.onOwnGrid().orElseThrow().annotation().map();
            long inside = 0;
            for (long p = 0; p < map.grid().extent().voxels(); p++) {
                inside += map.at(p) == 1 ? 1 : 0;
            }
            assertEquals(2 * 315, inside);
        }
    }

    @Test
    void anImageIsNoSegmentation() {
        Path file = SharedData.path("dicom/pydicom_test_files/CT_small.dcm");
        assertEquals(
                file + ": is not a DICOM segmentation",
                assertThrows(DicomException.class, () -> SegmentationReader.read(file))
                        .getMessage());
    }

    private static void assertEqual(Segmentation read, int segment, NrrdTruth truth, int label) {
        int dz = (int) Math.rint((read.grid().affine().origin().z() + 128.69) / 1);
        Extent e = read.grid().extent();
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 512; j++) {
                for (int i = 0; i < 512; i++) {
                    int own = k - dz;
                    boolean inside = own >= 0 && own < e.nz() && read.contains(segment, i, j, own);
                    assertEquals(truth.labels()[(k * 512 + j) * 512 + i] == label, inside);
                }
            }
        }
    }
}
