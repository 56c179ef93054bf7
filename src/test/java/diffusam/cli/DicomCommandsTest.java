package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.annotation.LabelMap;
import diffusam.io.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DICOM labels in and out of the commands, and series that are no plain stack of slices. */
class DicomCommandsTest {
    private static final Path SHARED = Path.of("..", "shared", "data", "dicom");

    @TempDir
    private Path folder;

    private LabelMap truth;

    @BeforeEach
    void writeStudy() throws IOException {
        TestStudy.in(folder).withSeries();
        truth = TestStudy.truth();
    }

    @Test
    void aRunIsStoredAsASegmentationWithNamesAndOrigin() throws IOException {
        Ran ran = done("segment --image @/ct --seeds @/truth.nii.gz --seed-slices 4,5,6 --out @/out.dcm"
                + " --names 2=liver,5=left_kidney");
        assertTrue(ran.err().contains("out.dcm numbers its structures from 1: 1 is label 2, 2 is label 5"), ran::err);
        Ran info = done("info --labels @/out.dcm");
        assertTrue(info.out().contains("label 1    liver, "), info::out);
        assertTrue(info.out().contains("label 2    left_kidney, "), info::out);
        Ran judged = done("evaluate --prediction @/out.dcm --truth @/out.dcm");
        assertTrue(judged.out().contains("1.000"), judged::out);
    }

    @ParameterizedTest
    @CsvSource({"seg", "rtstruct"})
    void labelsComeBackFromDicomVoxelForVoxel(String format) throws IOException {
        done("convert --labels @/truth.nii.gz @/labels.dcm --image @/ct --format " + format);
        Ran back = done("convert --labels @/labels.dcm @/back.nii.gz --image @/image.nii.gz");
        assertEquals("", back.err());
        LabelMap map = Labels.read(folder.resolve("back.nii.gz"));
        for (long p = 0; p < truth.grid().extent().voxels(); p++) {
            assertEquals(truth.at(p) == 2 ? 1 : truth.at(p) == 5 ? 2 : 0, map.at(p));
        }
        Ran run =
                done("segment --image @/ct --seeds @/labels.dcm --truth @/labels.dcm --seed-slices 4,5 --out @/o.nrrd");
        assertTrue(run.out().contains("dice") || run.out().contains("Dice"), run::out);
        done("evaluate --prediction @/back.nii.gz --truth @/labels.dcm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "segment --image @/image.nii.gz --seeds @/truth.nii.gz --out @/x.dcm|refer to the slices of a DICOM volume",
                "segment --image @/ct --seeds @/truth.nii.gz --out @/x.nii --format seg|is no name for it; end it in .dcm",
                "segment --image @/ct --seeds @/truth.nii.gz --out @/x.dcm --names 9=a|no label 9 to name a; there are labels 2, 5",
                "convert --labels @/truth.nii.gz @/x.dcm|name it with --image",
                "convert @/ct @/x.nii --image @/ct|--image is for labels",
                "convert @/image.nii.gz @/x.nii --remedy resample|--series and --remedy are for DICOM",
                "convert @/ct @/x.nii --remedy resample|cannot be read with --remedy resample; it reads as it is",
                "info --labels @/ct/slice-001.dcm|holds no labels: it is neither a segmentation nor a structure set",
            })
    void whatCannotBeWrittenIsSaidBeforeAnyWork(String line, String sentence) {
        Ran ran = run(line);
        assertEquals(1, ran.exitCode(), ran::err);
        assertEquals(1, ran.errLines().size(), ran::err);
        assertTrue(ran.err().contains(sentence), ran::err);
        assertFalse(Files.exists(folder.resolve("x.dcm")) || Files.exists(folder.resolve("x.nii")));
    }

    @Test
    void outlinesWithoutAnImageHaveNoVoxels() {
        done("convert --labels @/truth.nii.gz @/rs.dcm --image @/ct --format rtstruct");
        Ran info = run("info --labels @/rs.dcm");
        assertEquals(1, info.exitCode());
        assertTrue(info.err().contains("holds outlines, which have no voxels"), info::err);
        Ran image = run("info @/rs.dcm");
        assertEquals(1, image.exitCode());
        assertTrue(image.err().contains("it holds labels, which are opened as labels"), image::err);
    }

    /** What is wrong with each series of the shared folder, the words for the choice, and what the choice gives. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gantry_tilt_ge_nonuniform|unevenly spaced, 1.08 to 7.00 mm apart|resample",
                "gantry_tilt_ge_nonuniform|unevenly spaced, 1.08 to 7.00 mm apart|longest-even-run",
                "nibabel_nicom/0.dcm|mosaics, which are not supported|pictures",
                "pydicom_test_files/SC_rgb_rle.dcm|colour pictures, which cannot be segmented|pictures",
            })
    void aSeriesWithAnObstacleIsReadOnlyAsTheUserChooses(String place, String obstacle, String remedy) {
        Path series = SHARED.resolve(place);
        assumeTrue(Files.exists(series), "the shared scans are not here");
        Ran refused = run("convert " + series + " @/x.nii");
        assertEquals(1, refused.exitCode());
        assertTrue(refused.err().contains(obstacle), refused::err);
        assertTrue(refused.err().contains("choose with --remedy: "), refused::err);
        assertTrue(refused.err().contains(remedy + " ("), refused::err);
        assertFalse(Files.exists(folder.resolve("x.nii")));
        done("convert " + series + " @/x.nii --remedy " + remedy);
        assertTrue(Files.exists(folder.resolve("x.nii")));
        Ran info = done("info " + series);
        assertTrue(info.out().contains("--remedy   "), info::out);
    }

    @Test
    void copiesTellNothingOfThePatient() throws IOException {
        Ran ran = done("deidentify @/ct @/copy --patient ANON1 --keep uids,shifted-dates");
        assertTrue(ran.out().startsWith("wrote 12 files to "), ran::out);
        assertTrue(Files.exists(folder.resolve("copy/series-01/00001.dcm")));
        assertFalse(Files.readString(folder.resolve("copy/series-01/00001.dcm"), StandardCharsets.ISO_8859_1)
                .contains("20000101"));
        done("convert @/copy @/copy.nii.gz");
        Ran again = run("deidentify @/ct @/copy");
        assertEquals(1, again.exitCode());
        assertTrue(again.err().contains("copy is there already"), again::err);
        assertEquals(
                1, run("deidentify @/ct @/other --keep dates,shifted-dates").exitCode());
        assertEquals(1, run("deidentify @/image.nii.gz @/other").exitCode());
        assertEquals(2, run("deidentify @/ct @/other --keep names").exitCode());
        assertFalse(Files.exists(folder.resolve("other")));
    }

    private Ran done(String line) {
        Ran ran = run(line);
        assertEquals(0, ran.exitCode(), ran::err);
        return ran;
    }

    private Ran run(String line) {
        return Ran.of(
                new NearestSeedEngine(),
                Arrays.stream(line.split(" "))
                        .map(word -> word.replace("@", folder.toString()))
                        .toArray(String[]::new));
    }
}
