package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.foundation.ModelCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a benchmark with the embedded model, on a study of boxes, with so few steps that only the way is tested. */
class BenchmarkCommandTest {
    private static final Engines ENGINES = new InstalledEngines(ModelCatalog.ofUser());

    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void makeDataSet() throws IOException {
        TestStudy.in(folder);
        report = folder.resolve("report");
        Files.writeString(folder.resolve("dataset.json"), """
                {"name": "boxes", "labels": {"2": "large box", "5": "small box"},
                 "training": [{"name": "one", "modality": "CT", "image": "image.nii.gz", "label": "truth.nii.gz"},
                              {"name": "two", "modality": "MR", "image": "image.nii.gz", "label": "truth.nii.gz"}]}""");
    }

    private Ran run(String... options) {
        String[] all = new String[options.length + 4];
        all[0] = "benchmark";
        System.arraycopy(options, 0, all, 1, options.length);
        all[options.length + 1] = "--data=" + folder;
        all[options.length + 2] = "--out=" + report;
        all[options.length + 3] = "--steps=1";
        return Ran.of(ENGINES, all);
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(report.resolve("results.json").toFile());
    }

    @Test
    void everyMethodWithinAScanIsRunOnceAndReported() throws IOException {
        String[] question = {"within", "--modality=CT", "--seeds=2"};
        Ran first = run(question);
        assertEquals(0, first.exitCode(), first::err);
        assertEquals(7, first.out().lines().count(), first::out);
        assertEquals(6, results().get("means").size());
        assertTrue(results().at("/means/3/dice/large box").asDouble() > .7, "boxes end more abruptly: " + results());
        assertEquals(13, Files.readAllLines(report.resolve("results.csv")).size());
        String page = Files.readString(report.resolve("report.md"));
        assertTrue(page.contains("| interpolate | ") && page.contains("Worst: one"), page);
        assertTrue(Files.exists(report.resolve("dice.png")));
        assertTrue(Files.exists(report.resolve("overlays/diffusam-2-one.png")));
        Ran again = run(question);
        assertEquals(1, again.out().lines().count(), again::out);
        Ran other = run("within", "--modality=CT", "--seeds=2", "--seed=4");
        assertEquals(1, other.exitCode());
        assertTrue(other.err().contains("name another folder"), other::err);
    }

    @Test
    void acrossScansTheFirstTeachTheOthers() throws IOException {
        Ran ran = run("across", "--seeds=1", "--structures=small box");
        assertEquals(0, ran.exitCode(), ran::err);
        assertEquals("prior", results().at("/means/0/method").asText());
        assertEquals("retrieval", results().at("/means/2/method").asText());
        assertTrue(results().at("/means/2/dice/small box").asDouble() > .3, "the same scan again: " + results());
        assertTrue(ran.out().contains("unet, 1 seeds, two"), ran::out);
    }

    @Test
    void adaptationSeesNoLabelOfItsTarget() throws IOException {
        Ran ran = run("sfuda", "--modality=CT", "--target=" + folder, "--structures=5");
        assertEquals(0, ran.exitCode(), ran::err);
        assertEquals(4, results().get("means").size());
        assertTrue(ran.out().contains("adapted, 1 seeds, two"), ran::out);
    }

    @Test
    void mistakesAreOneSentence() {
        requireRefused("--target names the data set", "sfuda");
        requireRefused("has 2 scans, too few", "across");
        requireRefused("has no structure spleen; it has 2 large box", "within", "--structures=spleen");
        requireRefused("there is no method magic", "within", "--methods=magic");
        requireRefused("has no scan of modality PET", "within", "--modality=PET");
        requireRefused("numbers of seeds are at least 1", "within", "--seeds=0");
    }

    private void requireRefused(String because, String... options) {
        Ran ran = run(options);
        assertEquals(1, ran.exitCode(), ran::err);
        assertTrue(ran.err().contains(because), ran::err);
        assertFalse(ran.err().contains("fault of the program"), ran::err);
    }
}
