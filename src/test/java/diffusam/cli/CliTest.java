package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.annotation.LabelMap;
import diffusam.engine.Method;
import diffusam.io.nifti.NiftiReader;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
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
                + " --report --preview --variant --series",
        "evaluate, --prediction --truth --report --labels --seed-slices --axis",
        "info, FILE --labels",
        "convert, IN OUT --labels --series",
        "demo, --data --out-dir",
        "phantom, --out --seed",
        "prompt, --image --slice --axis --point --box --label --model --device --out --preview",
        "compute, --device",
        "models, list import download check probe cache"
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
        for (String command : new String[] {"segment", "evaluate", "info", "convert", "demo", "phantom", "models"}) {
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

    @Test
    void phantomMakesTheSampleStudyThatDemoSegments() throws IOException {
        String data = folder.resolve("study").toString();
        Ran made = Ran.of(new NearestSeedEngine(), "phantom", "--out", data);
        assertEquals(0, made.exitCode(), made::err);
        for (String file : List.of("labels.nii.gz", "seeds.nii.gz", "labels.csv", "dicom/slice-020.dcm")) {
            assertEquals(-1, Files.mismatch(Path.of("sample-data", file), Path.of(data, file)), file);
        }
        NearestSeedEngine engine = new NearestSeedEngine();
        Path results = folder.resolve("results");
        Ran demo = Ran.of(engine, "demo", "--data", data, "--out-dir", results.toString(), "--method", "memory");
        assertEquals(0, demo.exitCode(), demo::err);
        assertEquals(Method.MEMORY, engine.runs.getFirst().options().method());
        assertFalse(demo.err().contains("warning"), demo::err);
        JsonNode report =
                new ObjectMapper().readTree(results.resolve("report.json").toFile());
        assertEquals(5, report.get("labels").size());
        assertEquals(5, report.get("seed_slices").size());
        assertTrue(report.at("/mean/rest/dice").asDouble() > 0.5, report::toString);
        assertTrue(demo.out().contains("wrote " + results.resolve("preview.png")), demo::out);
        assertNotNull(ImageIO.read(results.resolve("preview.png").toFile()));
    }

    @Test
    void demoWithoutItsStudySaysHowToMakeIt() {
        Ran ran = Ran.of(
                new NearestSeedEngine(),
                "demo",
                "--data",
                folder.resolve("none").toString());
        assertEquals(1, ran.exitCode());
        assertEquals(1, ran.errLines().size(), ran::err);
        assertTrue(ran.err().contains("make one with 'phantom --out " + folder.resolve("none") + "'"), ran::err);
    }
}
