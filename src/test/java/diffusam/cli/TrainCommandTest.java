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

/** Training on a scan and propagating to it, with the embedded model; so short that only the way is tested. */
class TrainCommandTest {
    private static final Engines ENGINES = new InstalledEngines(ModelCatalog.ofUser());

    @TempDir
    private Path folder;

    private TestStudy study;

    @BeforeEach
    void makeStudy() throws IOException {
        study = TestStudy.in(folder);
        Files.writeString(folder.resolve("dataset.json"), """
                {"name": "boxes", "labels": {"2": "large box", "5": "small box"},
                 "training": [{"name": "only", "modality": "CT", "image": "image.nii.gz", "label": "truth.nii.gz"}]}""");
    }

    @Test
    void aPriorGoesFromDataSetToScan() throws IOException {
        Ran train = run("train", "--data=" + folder, "--steps=2", "--out=" + study.path("x.prior"));
        assertEquals(0, train.exitCode(), train::err);
        assertTrue(train.out().contains("trained 2 steps on 1 scans"), train::out);
        Ran propagate = run(
                "propagate",
                "--prior=" + study.path("x.prior"),
                "--image=" + study.path("image.nii.gz"),
                "--out=" + study.path("out.nii.gz"),
                "--truth=" + study.path("truth.nii.gz"),
                "--report=" + study.path("r.json"),
                "--preview=" + study.path("p.png"));
        assertEquals(0, propagate.exitCode(), propagate::err);
        JsonNode report =
                new ObjectMapper().readTree(Path.of(study.path("r.json")).toFile());
        assertEquals("large box", report.at("/names/2").asText());
        assertTrue(report.at("/labels/5/volume").has("dice"), report::toString);
        assertTrue(Files.exists(Path.of(study.path("out.nii.gz"))));
        assertTrue(Files.exists(Path.of(study.path("p.png"))));
    }

    @Test
    void imagesAndLabelsMayBeNamedInPairs() {
        Ran ran = run(
                "train",
                "--image=" + study.path("image.nii.gz"),
                "--seeds=" + study.path("truth.nii.gz"),
                "--labels=5",
                "--steps=1",
                "--out=" + study.path("x.prior"));
        assertEquals(0, ran.exitCode(), ran::err);
    }

    @Test
    void mistakesAreOneSentenceAndLeaveNoFile() {
        requireRefused("name either a data set");
        requireRefused("give one label file for each image", "--image=" + study.path("image.nii.gz"));
        requireRefused("has no scan named other; it has only", "--data=" + folder, "--cases=other");
        requireRefused("no scan of", "--data=" + folder, "--labels=9");
        requireRefused("no scan of", "--data=" + folder, "--modality=MR");
        requireRefused("--steps is at least 1", "--data=" + folder, "--steps=0");
        requireRefused("no model named huge", "--data=" + folder, "--model=huge");
    }

    private void requireRefused(String because, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "train";
        all[1] = "--out=" + study.path("x.prior");
        System.arraycopy(options, 0, all, 2, options.length);
        Ran ran = run(all);
        assertEquals(1, ran.exitCode(), ran::err);
        assertTrue(ran.err().contains(because), ran::err);
        assertFalse(Files.exists(Path.of(study.path("x.prior"))));
    }

    @Test
    void aFileThatIsNoPriorIsRefused() {
        Ran ran = run(
                "propagate",
                "--prior=" + study.path("image.nii.gz"),
                "--image=" + study.path("image.nii.gz"),
                "--out=" + study.path("out.nii.gz"));
        assertEquals(1, ran.exitCode());
        assertTrue(ran.errLines().getLast().contains("image.nii.gz"), ran::err);
    }

    private static Ran run(String... arguments) {
        return Ran.of(ENGINES, arguments);
    }
}
