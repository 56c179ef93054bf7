package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.raw.Warning;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of the shared data. Expected numbers were read with pydicom 3.0.2 and nibabel 5.4.2. */
class DicomFolderTest {
    @Test
    void aSeriesWithEmptyUidsIsOneVolumeAlignedWithItsLabels() throws IOException {
        DicomScan scan = DicomFolder.scan(SharedData.path("ct_abd/totalseg_ct_dicom"));
        assertEquals(1, scan.series().size());
        DicomSeries series = scan.series().getFirst();
        assertEquals("CT \"CT Body 3.0\", 20 slices of 512×512", series.toString());
        Volume volume = series.read();
        // from nibabel: example_seg_dicom.nii.gz holds (-0.9765625, 0.9765625, 2) mm steps from RAS (249.51171875,
        // -61.51171875, -804.5), so that its last row is the DICOM's first
        Affine labels = new Affine(
                new Lps(0.9765625, 0, 0),
                new Lps(0, 0.9765625, 0),
                new Lps(0, 0, 2),
                new Lps(-249.51171875, 61.51171875 - 511 * 0.9765625, -804.5));
        assertTrue(volume.grid().matches(new Grid(new Extent(512, 512, 20), labels), 1e-3));
        assertEquals(VoxelType.UINT16, volume.type());
        assertEquals(-1024, volume.intercept());
        assertEquals(SUM_OF_HU, sum(volume));
    }

    /** {@code np.stack([f.pixel_array for f in files]).astype(int).sum() - 1024 * 512 * 512 * 20}. */
    private static final double SUM_OF_HU = -3272217339.0;

    @Test
    void progressCountsEverySlice() throws IOException {
        AtomicInteger most = new AtomicInteger();
        DicomSeries series = only("rtstruct/STS_002/CT");
        series.read(done -> most.accumulateAndGet(done, Math::max));
        assertEquals(48, most.get());
    }

    @Test
    void bValuesOfOneSeriesAreVolumesOfTheirOwn() throws IOException {
        List<DicomSeries> series = DicomFolder.scan(SharedData.path("dicom/prostatex_dwi_3volumes_57"))
                .series();
        assertEquals(
                List.of("b-value 50", "b-value 400", "b-value 800"),
                series.stream()
                        .map(s -> s.description().substring(s.description().indexOf(", ") + 2))
                        .toList());
        for (DicomSeries one : series) {
            assertEquals(19, one.slices());
            assertTrue(one.warnings().getFirst().text().contains("3 volumes"));
            assertEquals(new Extent(84, 128, 19), one.read().grid().extent());
        }
    }

    @Test
    void unevenGapsAreRefusedWithAChoice() throws IOException {
        DicomSeries series = only("dicom/gantry_tilt_ge_nonuniform");
        String sentence = assertThrows(DicomException.class, series::read).getMessage();
        assertTrue(sentence.contains("unevenly spaced, 1.08 to 7.00 mm apart"), sentence);
        assertEquals(List.of(Remedy.RESAMPLE, Remedy.LONGEST_EVEN_RUN), series.remedies());
    }

    @Test
    void anEvenTiltedRunKeepsItsSlant() throws IOException {
        Volume volume = only("dicom/gantry_tilt_ge_nonuniform").read(Remedy.LONGEST_EVEN_RUN, done -> {});
        assertEquals(5, volume.grid().extent().nz());
        Lps stack = volume.grid().affine().stepK();
        assertEquals(4.22, stack.z(), 1e-6);
        assertEquals(0, stack.y(), 1e-6);
        double tilt = Math.toDegrees(Math.acos(volume.grid()
                .affine()
                .stepI()
                .cross(volume.grid().affine().stepJ())
                .unit()
                .dot(stack.unit())));
        assertEquals(18.5, tilt, 0.01);
    }

    @Test
    void resamplingATiltedStackMakesItUpright() throws IOException {
        DicomSeries series = only("dicom/gantry_tilt_ge_nonuniform");
        Volume upright = series.read(Remedy.RESAMPLE, done -> {});
        Affine affine = upright.grid().affine();
        assertEquals(0, affine.stepK().unit().dot(affine.stepJ().unit()), 1e-9);
        // the second slice lies 4.22 mm up the table: sample both volumes at one of its voxels
        Volume slanted = series.read(Remedy.LONGEST_EVEN_RUN, done -> {});
        double worst = 0;
        for (int j = 100; j < 400; j += 7) {
            Lps point = slanted.grid().affine().toLps(256, j, 0);
            var index = upright.grid().toIndex(point);
            assertEquals(0, index.k(), 1e-6);
            double v = index.j();
            int low = (int) Math.floor(v);
            double value = upright.value(256, low, 0) * (low + 1 - v) + upright.value(256, low + 1, 0) * (v - low);
            double stored = slanted.value(256, j, 0);
            double around = Math.max(
                    Math.abs(slanted.value(256, j - 1, 0) - stored), Math.abs(slanted.value(256, j + 1, 0) - stored));
            worst = Math.max(worst, Math.abs(value - stored) - around);
        }
        assertTrue(worst <= 1, "off by " + worst + " HU more than the neighbours are");
    }

    @Test
    void framesOfAnEnhancedFileBecomeVolumes() throws IOException {
        List<DicomSeries> series =
                DicomFolder.scan(SharedData.path("dicom/enhanced")).series();
        assertEquals(4, series.size());
        DicomSeries water = series.stream()
                .filter(s -> s.description().contains("echo time 1.52"))
                .findFirst()
                .orElseThrow();
        Volume volume = water.read();
        assertEquals(new Extent(64, 64, 32), volume.grid().extent());
        assertEquals(1.27985347985347, volume.slope(), 1e-12);
        assertEquals(4, volume.grid().spacingMm(2), 1e-3);
    }

    @Test
    void anObliqueSeriesKeepsItsAxes() throws IOException {
        Volume volume = only("dicom/rt_utils_oriented").read();
        assertEquals(new Extent(100, 50, 3), volume.grid().extent());
        assertEquals(2.5, volume.grid().spacingMm(0), 1e-6);
        assertEquals(3.5, volume.grid().spacingMm(1), 1e-6);
        assertEquals(4.5, volume.grid().spacingMm(2), 1e-4);
        assertEquals(
                0, volume.grid().affine().origin().minus(new Lps(123, -432, 30)).norm(), 1e-9);
    }

    @Test
    void slopesThatDifferBySliceGiveRealValues() throws IOException {
        Volume pet = only("rtstruct/STS_002/PET").read();
        assertEquals(VoxelType.FLOAT32, pet.type());
        assertEquals(1, pet.slope());
    }

    @Test
    void mosaicsAndColourAreRefusedByName() throws IOException {
        DicomSeries mosaic = DicomFolder.scan(SharedData.path("dicom/nibabel_nicom/0.dcm"))
                .series()
                .getFirst();
        assertTrue(assertThrows(DicomException.class, mosaic::read).getMessage().contains("mosaics"));
        DicomSeries colour = DicomFolder.scan(SharedData.path("dicom/pydicom_test_files/SC_rgb_rle.dcm"))
                .series()
                .getFirst();
        assertTrue(assertThrows(DicomException.class, colour::read).getMessage().contains("colour"));
    }

    @Test
    void damagedAndForeignFilesBecomeWarnings() throws IOException {
        List<String> warnings = DicomFolder.scan(SharedData.path("dicom/pydicom_test_files")).warnings().stream()
                .map(Warning::text)
                .toList();
        assertTrue(warnings.stream().anyMatch(w -> w.contains("MR_truncated.dcm: is cut short")), warnings::toString);
        assertTrue(warnings.stream().anyMatch(w -> w.contains("badVR.dcm: (0028,0008) holds \"1A\"")));
    }

    @Test
    void aFolderWithoutDicomIsRefusedByName(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "nothing of the kind");
        String sentence = assertThrows(DicomException.class, () -> DicomFolder.scan(folder))
                .getMessage();
        assertEquals(folder + ": holds no DICOM image", sentence);
        Path gone = folder.resolve("gone");
        assertEquals(
                gone + ": does not exist",
                assertThrows(DicomException.class, () -> DicomFolder.scan(gone)).getMessage());
    }

    @Test
    void namesOfPatientsAreInNoDescription() throws IOException {
        for (DicomSeries series :
                DicomFolder.scan(SharedData.path("dicom/pydicom_test_files")).series()) {
            assertFalse(series.toString().contains("CompressedSamples"), series.toString());
        }
    }

    private static DicomSeries only(String folder) throws IOException {
        List<DicomSeries> series = DicomFolder.scan(SharedData.path(folder)).series();
        assertEquals(1, series.size(), series::toString);
        return series.getFirst();
    }

    private static double sum(Volume volume) {
        double sum = 0;
        for (long p = 0; p < volume.grid().extent().voxels(); p++) {
            sum += volume.value(p);
        }
        return sum;
    }
}
