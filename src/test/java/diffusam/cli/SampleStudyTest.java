package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.foundation.ModelCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on the sample study with the embedded model; takes minutes. */
@Tag("slow")
class SampleStudyTest {
    @TempDir
    private Path folder;

    @Test
    void theDefaultBeatsInterpolation() throws IOException {
        double interpolated = demo("interpolate", "--method", "interpolate")
                .at("/mean/rest/dice")
                .asDouble();
        JsonNode report = demo("diffusam", "--device", "cpu");
        assertEquals(150, report.get("steps").asInt());
        double found = report.at("/mean/rest/dice").asDouble();
        assertTrue(found > interpolated + 0.02, () -> found + " against " + interpolated);
    }

    @Test
    void theSameSeedGivesTheSameLabels() throws IOException {
        String[] few = {"--device", "cpu", "--steps", "4", "--labels", "2,4", "--seed", "11"};
        demo("first", few);
        demo("second", few);
        assertEquals(-1, Files.mismatch(folder.resolve("first/labels.nii.gz"), folder.resolve("second/labels.nii.gz")));
    }

    private JsonNode demo(String results, String... further) throws IOException {
        List<String> args = new ArrayList<>(
                List.of("demo", "--out-dir", folder.resolve(results).toString()));
        args.addAll(List.of(further));
        Ran ran = Ran.of(new InstalledEngines(ModelCatalog.ofUser()), args.toArray(String[]::new));
        assertEquals(0, ran.exitCode(), ran::err);
        return new ObjectMapper()
                .readTree(folder.resolve(results).resolve("report.json").toFile());
    }
}
