package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.engine.Ablation;
import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotOptions;
import diffusam.engine.Method;
import diffusam.engine.Order;
import diffusam.engine.Seeds;
import diffusam.engine.Variant;
import diffusam.io.nifti.NiftiReader;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCommandTest {
    @TempDir
    private Path folder;

    private final NearestSeedEngine engine = new NearestSeedEngine();

    @BeforeEach
    void makeStudy() throws IOException {
        TestStudy.in(folder);
    }

    @Test
    void seedsReachTheOutputUnchanged() throws IOException {
        segment("--seed-slices", "3,5,8");
        LabelMap found = labels("out.nii.gz");
        LabelMap truth = TestStudy.truth();
        SliceLayout axial = SliceLayout.of(TestStudy.GRID, Plane.AXIAL);
        for (int slice : List.of(3, 5, 8)) {
            assertArrayEquals(truth.slice(axial, slice), found.slice(axial, slice));
        }
        assertEquals(new TreeSet<>(Set.of(3, 4, 5, 6, 7, 8)), found.slicesWith(axial, 2));
        assertTrue(TestStudy.GRID.matches(found.grid(), 1e-4));
    }

    @Test
    void onlyTheNamedSlicesAndLabelsAreShownToTheEngine() {
        segment("--seed-slices", "3,5,8", "--labels", "5");
        Seeds seeds = engine.seeds.getFirst();
        assertEquals(Set.of(5), seeds.labels());
        assertEquals(new TreeSet<>(Set.of(3, 5, 8)), seeds.slices().get(5));
        assertEquals(new TreeSet<>(Set.of(5)), seeds.map().labels());
        assertEquals(new TreeSet<>(Set.of(5)), seeds.map().slicesWith(seeds.layout(), 5));
    }

    @Test
    void withoutNamedSlicesEverySliceThatHoldsALabelIsASeed() {
        segment();
        Seeds seeds = engine.seeds.getFirst();
        assertEquals(
                new TreeSet<>(Set.of(2, 3, 4, 5, 6, 7, 8, 9)), seeds.slices().get(2));
        assertEquals(seeds.slices().get(2), seeds.slices().get(5));
    }

    @Test
    void otherPlanesAreNumberedAlongTheirOwnAxis() {
        segment("--axis", "sagittal", "--seed-slices", "4,13");
        Seeds seeds = engine.seeds.getFirst();
        assertEquals(Plane.SAGITTAL, seeds.layout().plane());
        assertEquals(Set.of(2, 5), seeds.labels());
        assertEquals(new TreeSet<>(Set.of(4)), seeds.map().slicesWith(seeds.layout(), 2));
        assertEquals(new TreeSet<>(Set.of(13)), seeds.map().slicesWith(seeds.layout(), 5));
    }

    @Test
    void optionsReachTheEngine() {
        segment("--method", "regress", "--variant", "PURE", "--steps", "7", "--seed", "42", "--device", "cpu");
        FewShotOptions expected = FewShotOptions.DEFAULT
                .with(Method.REGRESS)
                .with(Variant.PURE)
                .withTrainingSteps(7)
                .withSeed(42);
        assertEquals(List.of(new EngineRun(expected, "nano", DeviceChoice.CPU)), engine.runs);
    }

    @Test
    void partsCanBeLeftOut() throws IOException {
        segment(
                "--without=segmentation-loss,ADJACENT,sharing",
                "--order=centre",
                "--sampling-steps=8",
                "--samples=1",
                "--report=" + file("r.json"));
        Ablation ablation = new Ablation(false, false, false, Order.CENTRE);
        FewShotOptions expected = FewShotOptions.DEFAULT.withSampling(8, 1).with(ablation);
        assertEquals(expected, engine.runs.getFirst().options());
        JsonNode parts =
                new ObjectMapper().readTree(folder.resolve("r.json").toFile()).get("parts");
        assertEquals("centre", parts.get("order").asText());
        assertEquals(8, parts.get("sampling_steps").asInt());
        assertFalse(parts.get("segmentation_loss").asBoolean());
    }

    @Test
    void theOracleIsShownTheTruth() throws IOException {
        segment("--method=oracle", "--seed-slices=3,5,8", "--truth=" + file("truth.nii.gz"));
        LabelMap found = labels("out.nii.gz");
        assertTrue(LabelEdit.between(TestStudy.truth(), found).isEmpty());
    }

    @Test
    void reportHasItsLayout() throws IOException {
        segment("--seed-slices", "3,5,8", "--truth", file("truth.nii.gz"), "--report", file("r.json"));
        JsonNode report = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        assertEquals(
                Set.of(
                        "labels",
                        "mean",
                        "seconds",
                        "steps",
                        "peak_memory_mb",
                        "method",
                        "variant",
                        "parts",
                        "model",
                        "device",
                        "seed",
                        "axis",
                        "seed_slices",
                        "choices",
                        "slices",
                        "confidence",
                        "versions"),
                names(report));
        assertEquals(Set.of("2", "5"), names(report.get("labels")));
        assertEquals(Set.of("rest", "volume", "prediction_ml", "truth_ml"), names(report.at("/labels/5")));
        for (String figures : List.of("/labels/2/rest", "/labels/5/volume", "/mean/rest", "/mean/volume")) {
            assertEquals(Set.of("dice", "hd95_mm", "assd_mm"), names(report.at(figures)), figures);
        }
        assertEquals(Set.of("encode", "train", "propagate", "total"), names(report.get("seconds")));
        assertEquals(1.5, report.at("/seconds/train").asDouble());
        assertEquals(FewShotOptions.DEFAULT.trainingSteps(), report.get("steps").asInt());
        assertEquals("diffusam", report.get("method").asText());
        assertEquals("nano", report.get("model").asText());
        assertEquals("CPU, test", report.get("device").asText());
        assertEquals(Set.of("program", "java", "djl", "pytorch"), names(report.get("versions")));
        assertTrue(report.get("peak_memory_mb").asInt() > 0);
    }

    @Test
    void reportJudgesTheSlicesBetweenAndBeyondTheSeeds() throws IOException {
        segment("--seed-slices", "3,5,8", "--truth", file("truth.nii.gz"), "--report", file("r.json"));
        JsonNode report = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        // label 2 lies on slices 2 to 9 and is found on 3 to 8; seeds aside that is 3 of 5 slices
        assertEquals(2 * 3 / 8.0, report.at("/labels/2/rest/dice").asDouble(), 1e-6);
        assertEquals(2 * 6 / 14.0, report.at("/labels/2/volume/dice").asDouble(), 1e-6);
        // label 5 lies on slices 4 to 6 and is found on 5 and 6
        assertEquals(2 * 1 / 3.0, report.at("/labels/5/rest/dice").asDouble(), 1e-6);
        assertEquals((3 / 4.0 + 2 / 3.0) / 2, report.at("/mean/rest/dice").asDouble(), 1e-6);
        assertEquals(
                63 * 8 * 0.8 * 0.9 * 3 / 1000, report.at("/labels/2/truth_ml").asDouble(), 1e-5);
    }

    @Test
    void whatIsNotDefinedIsNull() throws IOException {
        segment("--seed-slices", "4,5,6", "--labels", "5", "--truth", file("truth.nii.gz"), "--report", file("r.json"));
        JsonNode report = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        for (String figure : List.of("dice", "hd95_mm", "assd_mm")) {
            assertTrue(report.at("/labels/5/rest").get(figure).isNull(), figure);
            assertTrue(report.at("/mean/rest").get(figure).isNull(), figure);
        }
        assertEquals(1, report.at("/labels/5/volume/dice").asDouble());
    }

    @Test
    void withoutATruthNothingIsJudged() throws IOException {
        segment("--report", file("r.json"));
        JsonNode report = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        assertEquals(Set.of("2", "5"), names(report.get("labels")));
        assertTrue(report.at("/labels/2").isEmpty());
        assertTrue(report.get("mean").isEmpty());
    }

    @Test
    void interpolationNamesNoModel() throws IOException {
        segment("--method", "interpolate", "--report", file("r.json"));
        JsonNode report = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        assertEquals("none", report.get("model").asText());
        assertEquals(0, report.get("steps").asInt());
    }

    @Test
    void previewIsAPicture() throws IOException {
        segment("--seed-slices", "3,5,8", "--preview", file("p.png"));
        BufferedImage picture = ImageIO.read(folder.resolve("p.png").toFile());
        assertNotNull(picture);
        assertTrue(picture.getWidth() > 240 && picture.getHeight() > 200, picture::toString);
    }

    @Test
    void sameVoxelsInAnotherOrderAreNoReasonToWarn() throws IOException {
        Grid turned = new Grid(
                new Extent(12, 20, 16),
                new Affine(
                        new Lps(0, 0, -3),
                        new Lps(0.8, 0, 0),
                        new Lps(0, -0.9, 0),
                        TestStudy.GRID.toLps(new Ijk(0, 15, 11))));
        LabelMap stored = LabelMap.empty(turned);
        var edit = stored.edit();
        LabelMap truth = TestStudy.truth();
        for (int k = 0; k < 12; k++) {
            for (int j = 0; j < 16; j++) {
                for (int i = 0; i < 20; i++) {
                    edit.set(11 - k, i, 15 - j, truth.at(i, j, k));
                }
            }
        }
        new TestStudy(folder).with("turned.nii.gz", stored.apply(edit.build()));
        Ran ran = Ran.of(
                engine,
                "segment",
                "--image",
                file("image.nii.gz"),
                "--seeds",
                file("turned.nii.gz"),
                "--truth",
                file("turned.nii.gz"),
                "--seed-slices",
                "2,3,4,5,6,7,8,9",
                "--out",
                file("out.nii.gz"));
        assertEquals(0, ran.exitCode(), ran::err);
        assertFalse(ran.err().contains("warning"), ran::err);
        SliceLayout axial = SliceLayout.of(TestStudy.GRID, Plane.AXIAL);
        for (int slice = 0; slice < 12; slice++) {
            assertArrayEquals(truth.slice(axial, slice), labels("out.nii.gz").slice(axial, slice));
        }
    }

    @Test
    void seedsOnAnotherGridAreResampledWithAWarning() throws IOException {
        Grid coarse = new Grid(
                new Extent(10, 16, 12),
                new Affine(new Lps(1.6, 0, 0), new Lps(0, 0.9, 0), new Lps(0, 0, 3), new Lps(-4.6, 7, 100)));
        LabelMap empty = LabelMap.empty(coarse);
        new TestStudy(folder)
                .with("coarse.nii.gz", empty.apply(empty.edit().set(4, 5, 6, 3).build()));
        Ran ran = Ran.of(
                engine,
                "segment",
                "--image",
                file("image.nii.gz"),
                "--seeds",
                file("coarse.nii.gz"),
                "--out",
                file("out.nii.gz"));
        assertEquals(0, ran.exitCode(), ran::err);
        assertTrue(ran.errLines().getFirst().startsWith("warning: "), ran::err);
        assertTrue(ran.errLines().getFirst().contains("another grid"), ran::err);
        LabelMap found = labels("out.nii.gz");
        assertEquals(3, found.at(8, 5, 6));
        assertEquals(3, found.at(9, 5, 6));
        assertEquals(0, found.at(7, 5, 6));
        assertEquals(0, found.at(10, 5, 6));
    }

    @Test
    void progressGoesToTheErrorStream() {
        Ran ran = segment("--seed-slices", "3,5,8");
        assertTrue(ran.err().contains("Propagating"), ran::err);
        assertFalse(ran.out().contains("Propagating"), ran::out);
        assertTrue(ran.out().contains("wrote " + file("out.nii.gz")), ran::out);
    }

    private Ran segment(String... further) {
        List<String> args = new ArrayList<>(List.of(
                "segment",
                "--image",
                file("image.nii.gz"),
                "--seeds",
                file("truth.nii.gz"),
                "--out",
                file("out.nii.gz")));
        args.addAll(List.of(further));
        Ran ran = Ran.of(engine, args.toArray(String[]::new));
        assertEquals(0, ran.exitCode(), ran::err);
        return ran;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private LabelMap labels(String name) throws IOException {
        return LabelMap.of(NiftiReader.read(folder.resolve(name)).volume());
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
