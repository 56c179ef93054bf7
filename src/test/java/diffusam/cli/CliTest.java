package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.annotation.LabelMap;
import diffusam.io.nifti.NiftiReader;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "segment, --image --seeds --seed-slices --axis --labels --method --model --steps --device --seed --out --truth"
                + " --report --preview --variant",
        "evaluate, --prediction --truth --report --labels --seed-slices --axis",
        "info, FILE --labels",
        "convert, IN OUT --labels"
    })
    void helpNamesEveryOption(String command, String options) {
        Ran ran = Ran.of(new NearestSeedEngine(), command, "--help");
        assertEquals(0, ran.exitCode());
        assertEquals("", ran.err());
        for (String option : options.split(" ")) {
            assertTrue(ran.out().contains(option), () -> option + " in " + ran.out());
        }
    }

    @Test
    void helpListsTheCommands() {
        Ran ran = Ran.of(new NearestSeedEngine(), "--help");
        assertEquals(0, ran.exitCode());
        for (String command : new String[] {"segment", "evaluate", "info", "convert"}) {
            assertTrue(ran.out().contains("  " + command + " "), ran::out);
        }
        assertTrue(ran.out().contains("not a medical device"), ran::out);
    }

    @Test
    void versionNamesProgramAndLibraries() {
        Ran ran = Ran.of(new NearestSeedEngine(), "--version");
        assertEquals(0, ran.exitCode());
        assertTrue(ran.out().matches("(?s)DiffuSAM Studio \\d+\\.\\d+\\.\\d+.*"), ran::out);
        assertTrue(ran.out().contains("Java " + Runtime.version().feature()), ran::out);
        assertTrue(ran.out().matches("(?s).*DJL \\d+\\.\\d+\\.\\d+, PyTorch \\d+\\.\\d+\\.\\d+.*"), ran::out);
    }

    @Test
    void evaluateReportsEveryLabelOfEitherFile() throws IOException {
        LabelMap truth = TestStudy.truth();
        LabelMap changed = truth.apply(truth.edit().set(0, 0, 0, 9).build());
        TestStudy study = TestStudy.in(folder).with("prediction.nii.gz", changed);
        Ran ran = Ran.of(
                new NearestSeedEngine(),
                "evaluate",
                "--prediction",
                study.path("prediction.nii.gz"),
                "--truth",
                study.path("truth.nii.gz"),
                "--report",
                study.path("r.json"));
        assertEquals(0, ran.exitCode(), ran::err);
        JsonNode report = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        assertEquals(3, report.get("labels").size());
        assertEquals(1, report.at("/labels/2/volume/dice").asDouble());
        assertEquals(0, report.at("/labels/2/rest/hd95_mm").asDouble());
        assertEquals(0, report.at("/labels/9/volume/dice").asDouble());
        assertTrue(report.at("/labels/9/volume/hd95_mm").isNull());
        assertEquals(2 / 3.0, report.at("/mean/volume/dice").asDouble(), 1e-6);
        assertTrue(ran.out().contains("mean"), ran::out);
        assertFalse(ran.out().contains("NaN"), ran::out);
    }

    @Test
    void infoShowsGridValuesAndLabels() throws IOException {
        TestStudy study = TestStudy.in(folder);
        Ran image = Ran.of(new NearestSeedEngine(), "info", study.path("image.nii.gz"));
        assertEquals(0, image.exitCode(), image::err);
        assertTrue(image.out().contains("20×16×12 voxels"), image::out);
        assertTrue(image.out().contains("0.8 × 0.9 × 3 mm"), image::out);
        assertTrue(image.out().contains("left, posterior, superior"), image::out);
        assertTrue(image.out().contains("slices 0 to 11 of 20 × 16 pixels"), image::out);
        assertTrue(image.out().contains("-1000 to "), image::out);
        Ran labels = Ran.of(new NearestSeedEngine(), "info", "--labels", study.path("truth.nii.gz"));
        assertTrue(labels.out().contains("label 5"), labels::out);
        assertTrue(labels.out().contains("162 voxels"), labels::out);
        assertTrue(labels.out().contains("axial 4 to 6"), labels::out);
    }

    @Test
    void convertKeepsVoxelsAndPlaces() throws IOException {
        TestStudy study = TestStudy.in(folder);
        Ran ran = Ran.of(new NearestSeedEngine(), "convert", study.path("image.nii.gz"), study.path("copy.nii"));
        assertEquals(0, ran.exitCode(), ran::err);
        Volume image = NiftiReader.read(folder.resolve("image.nii.gz")).volume();
        Volume copy = NiftiReader.read(folder.resolve("copy.nii")).volume();
        assertTrue(copy.grid().matches(TestStudy.GRID, 1e-4));
        SliceLayout axial = SliceLayout.of(TestStudy.GRID, Plane.AXIAL);
        for (int slice = 0; slice < axial.slices(); slice++) {
            assertArrayEquals(
                    image.slice(axial, slice).values(), copy.slice(axial, slice).values());
        }
    }

    @Test
    void convertStoresLabelsInTheSmallestType() throws IOException {
        TestStudy study = TestStudy.in(folder);
        Ran ran = Ran.of(
                new NearestSeedEngine(), "convert", "--labels", study.path("truth.nii.gz"), study.path("copy.nii"));
        assertEquals(0, ran.exitCode(), ran::err);
        Volume copy = NiftiReader.read(folder.resolve("copy.nii")).volume();
        assertEquals(VoxelType.UINT8, copy.type());
        assertEquals(5, copy.value(13, 6, 5));
    }
}
