package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.engine.SlicePrompt;
import diffusam.io.nifti.NiftiReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptCommandTest {
    @TempDir
    private Path folder;

    private final NearestSeedEngine engine = new NearestSeedEngine();

    @BeforeEach
    void makeStudy() throws IOException {
        TestStudy.in(folder);
    }

    @Test
    void pointsAreVoxelNumbersOfTheFile() throws IOException {
        prompt("--slice", "4", "--point", "3,5", "--point", "6,7,+", "--point", "8,9,-", "--label", "7");
        LabelMap found =
                LabelMap.of(NiftiReader.read(folder.resolve("out.nii.gz")).volume());
        assertEquals(7, found.at(3, 5, 4));
        assertEquals(7, found.at(6, 7, 4));
        assertEquals(0, found.at(8, 9, 4));
        assertEquals(1, found.slicesWith(engine.prompts.getFirst().layout(), 7).size());
    }

    @Test
    void inOtherPlanesTheyAreTheTwoAxesThatTheSliceShows() throws IOException {
        prompt("--axis", "coronal", "--slice", "6", "--point", "3,10", "--preview", file("p.png"));
        LabelMap found =
                LabelMap.of(NiftiReader.read(folder.resolve("out.nii.gz")).volume());
        assertEquals(1, found.at(3, 6, 10));
        assertTrue(ImageIO.read(folder.resolve("p.png").toFile()).getWidth() > 10);
    }

    @Test
    void aBoxMayBeGivenFromAnyCorner() {
        prompt("--slice", "4", "--box", "12,9,3,2");
        SlicePrompt.Box box = engine.prompts.getFirst().box().orElseThrow();
        assertEquals(9, box.right() - box.left());
        assertEquals(7, box.bottom() - box.top());
        assertEquals(List.of(), engine.prompts.getFirst().points());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--slice 4 | 2 | give a --point or a --box",
                "--slice 4 --point 3 | 2 | --point is X,Y or X,Y,+ or X,Y,-, got 3",
                "--slice 4 --point 3,b | 2 | 'b' in 3,b is no number",
                "--slice 4 --point 20,3 | 2 | 20 in 20,3 is outside the image, whose voxels there are 0 to 19",
                "--slice 4 --box 1,2,3 | 2 | --box is X,Y,X,Y, got 1,2,3",
                "--slice 4 --box 1,2,1,9 | 2 | holds nothing",
                "--slice 4 --point 3,3 --label 0 | 2 | --label is 1 to",
                "--slice 12 --point 3,3 | 1 | there is no slice 12: the image's axial slices are 0 to 11"
            })
    void misuseIsOneSentence(String options, int exitCode, String sentence) {
        Ran ran = run(options.split(" "));
        assertEquals(exitCode, ran.exitCode(), ran::err);
        assertEquals(1, ran.errLines().size(), ran::err);
        assertTrue(ran.err().contains(sentence), ran::err);
        assertFalse(Files.exists(folder.resolve("out.nii.gz")));
    }

    private void prompt(String... options) {
        Ran ran = run(options);
        assertEquals(0, ran.exitCode(), ran::err);
        assertTrue(ran.out().contains("wrote " + file("out.nii.gz")), ran::out);
    }

    private Ran run(String... options) {
        List<String> args =
                new ArrayList<>(List.of("prompt", "--image", file("image.nii.gz"), "--out", file("out.nii.gz")));
        args.addAll(List.of(options));
        return Ran.of(engine, args.toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
