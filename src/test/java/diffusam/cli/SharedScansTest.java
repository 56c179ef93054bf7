package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.foundation.ModelCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on real scans, with the engines of the program. Skipped where the scans are not there. */
class SharedScansTest {
    private static final Path SCANS = Path.of("..", "shared", "data", "ct_abd");
    private static final Engines ENGINES = new InstalledEngines(ModelCatalog.ofUser());

    @TempDir
    private Path folder;

    @BeforeEach
    void needScans() {
        assumeTrue(Files.isDirectory(SCANS), "the shared scans are not here");
    }

    /**
     * Signed-distance interpolation of four organs between five slices has a mean Dice of 0.85 on the slices that are no seeds,
     * as SciPy and nibabel compute it with ends as long as half the mean distance of the slices; ends as long as the masks
     * suggest add a hundredth.
     */
    @Test
    void interpolationOfFourOrgansReachesItsKnownFigure() throws IOException {
        String truth =
                SCANS.resolve("totalseg_ct/example_seg_fast_force_split.nii.gz").toString();
        Path report = folder.resolve("r.json");
        Ran ran = Ran.of(
                ENGINES,
                "segment",
                "--image=" + SCANS.resolve("totalseg_ct/example_ct.nii.gz"),
                "--seeds=" + truth,
                "--truth=" + truth,
                "--labels=1,2,3,5",
                "--seed-slices=70,79,88,98,107",
                "--method=interpolate",
                "--out=" + folder.resolve("out.nii.gz"),
                "--report=" + report);
        assertEquals(0, ran.exitCode(), ran::err);
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertEquals(0.862, json.at("/mean/rest/dice").asDouble(), 0.01);
        Ran again = Ran.of(
                ENGINES,
                "evaluate",
                "--prediction=" + folder.resolve("out.nii.gz"),
                "--truth=" + truth,
                "--labels=1,2,3,5",
                "--seed-slices=70,79,88,98,107",
                "--report=" + folder.resolve("again.json"));
        assertEquals(0, again.exitCode(), again::err);
        JsonNode second =
                new ObjectMapper().readTree(folder.resolve("again.json").toFile());
        assertEquals(json.get("labels"), second.get("labels"));
        assertEquals(json.get("mean"), second.get("mean"));
    }

    @Test
    void aDicomSeriesMeetsLabelsStoredInAnotherOrder() throws IOException {
        Path study = SCANS.resolve("totalseg_ct_dicom");
        String labels = study.resolve("example_seg_dicom.nii.gz").toString();
        Ran ran = Ran.of(
                ENGINES,
                "segment",
                "--image=" + study.resolve("dicom"),
                "--seeds=" + labels,
                "--truth=" + labels,
                "--labels=1,5",
                "--seed-slices=2,10,17",
                "--method=interpolate",
                "--out=" + folder.resolve("out.nii.gz"),
                "--report=" + folder.resolve("r.json"));
        assertEquals(0, ran.exitCode(), ran::err);
        assertFalse(ran.err().contains("warning"), ran::err);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        assertEquals(249.2, json.at("/labels/1/truth_ml").asDouble(), 0.05);
        assertTrue(json.at("/labels/5/rest/dice").asDouble() > 0.9, json::toString);
    }
}
