package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.io.nifti.NiftiWriter;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the user gets wrong: the exit code, and one sentence that names the thing. */
class CliErrorsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeStudy() throws IOException {
        Grid far = new Grid(
                TestStudy.GRID.extent(),
                new Affine(new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1), new Lps(900, 900, 900)));
        Grid smaller = new Grid(new Extent(20, 16, 11), TestStudy.GRID.affine());
        LabelMap inFar = LabelMap.empty(far);
        TestStudy.in(folder)
                .with("empty.nii.gz", LabelMap.empty(TestStudy.GRID))
                .with("smaller.nii.gz", LabelMap.empty(smaller))
                .with("far.nii.gz", inFar.apply(inFar.edit().set(3, 3, 3, 5).build()));
        Volume fractions = new Volume.Builder(TestStudy.GRID, VoxelType.FLOAT32)
                .set(4, 5, 6, 0.5)
                .build();
        NiftiWriter.write(fractions, folder.resolve("fractions.nii.gz"));
        Files.writeString(folder.resolve("text.nii.gz"), "not an image");
        Files.createDirectory(folder.resolve("folder.json"));
    }

    /** Arguments in one line; {@code @} stands for the study's folder. */
    static Stream<Arguments> misuses() {
        String all = "segment --image @/image.nii.gz --seeds @/truth.nii.gz --out @/out.nii.gz ";
        return Stream.of(
                Arguments.of("", "Name a command"),
                Arguments.of("segmnet", "segmnet"),
                Arguments.of("segment", "--image"),
                Arguments.of("segment --image x --seeds y", "--out"),
                Arguments.of(all + "--fast", "--fast"),
                Arguments.of(all + "--method magic", "'magic' is none of diffusam, memory, interpolate, regress"),
                Arguments.of(all + "--variant magic", "'magic' is none of cascade, pure"),
                Arguments.of(all + "--axis oblique", "'oblique' is none of axial, coronal, sagittal"),
                Arguments.of(all + "--device tpu", "'tpu' is none of auto, cpu, gpu"),
                Arguments.of(all + "--seed-slices 3,b", "'b'"),
                Arguments.of(all + "--labels liver", "'liver'"),
                Arguments.of(all + "--steps 0", "--steps is at least 1, got 0"),
                Arguments.of(all + "--samples 0", "--samples is at least 1, got 0"),
                Arguments.of(all + "--without noise", "'noise' is none of segmentation-loss, adjacent, sharing"),
                Arguments.of(all + "--method oracle", "--method oracle needs --truth"),
                Arguments.of(all + "--steps many", "'many'"),
                Arguments.of(all + "--seed", "--seed"),
                Arguments.of("evaluate --truth @/truth.nii.gz", "--prediction"),
                Arguments.of("convert @/image.nii.gz", "OUT"),
                Arguments.of("info", "FILE"));
    }

    static Stream<Arguments> refusals() {
        String image = "--image @/image.nii.gz ";
        String seeds = "--seeds @/truth.nii.gz ";
        String out = "--out @/out.nii.gz ";
        String all = "segment " + image + seeds + out;
        return Stream.of(
                Arguments.of("segment --image @/no.nii.gz " + seeds + out, "@/no.nii.gz does not exist"),
                Arguments.of("segment --image @/text.nii.gz " + seeds + out, "@/text.nii.gz"),
                Arguments.of("segment " + image + "--seeds @/no.nii.gz " + out, "@/no.nii.gz does not exist"),
                Arguments.of("segment " + image + "--seeds @/empty.nii.gz " + out, "@/empty.nii.gz holds no label"),
                Arguments.of(
                        "segment " + image + "--seeds @/fractions.nii.gz " + out,
                        "@/fractions.nii.gz is no label map: labels are whole numbers"),
                Arguments.of(all + "--labels 2,7,9", "does not hold labels 7, 9; it holds labels 2, 5"),
                Arguments.of(all + "--seed-slices 3,12", "no seed slice 12: the image's axial slices are 0 to 11"),
                Arguments.of(all + "--seed-slices -1,3", "no seed slice -1"),
                Arguments.of(
                        all + "--axis sagittal --seed-slices 20",
                        "no seed slice 20: the image's sagittal slices are 0 to 19"),
                Arguments.of(all + "--seed-slices 0,11", "does not show labels 2, 5 on seed slices 0, 11"),
                Arguments.of(
                        all + "--labels 2,5 --seed-slices 3,8",
                        "does not show label 5 on seed slices 3, 8; label 5 lies on axial slices 4 to 6"),
                Arguments.of(all + "--model huge", "no model named huge; installed: nano"),
                Arguments.of(all + "--seed 666", "nano.safetensors is damaged"),
                Arguments.of(all + "--seed 667", "fault of the program, please report it"),
                Arguments.of(all + "--seed 668", "network library fails (libtorch.so: wrong machine)"),
                Arguments.of(all + "--seed 669", "not enough memory"),
                Arguments.of(
                        all + "--truth @/smaller.nii.gz", "@/smaller.nii.gz and @/image.nii.gz are on different grids"),
                Arguments.of(all + "--truth @/no.nii.gz", "@/no.nii.gz does not exist"),
                Arguments.of(
                        "segment " + image + seeds + "--out @/out.png",
                        "@/out.png cannot be written: its name asks for no known format"),
                Arguments.of("segment " + image + seeds + "--out @/no/out.nii", "the folder @/no does not exist"),
                Arguments.of(all + "--report @/no/r.json", "the folder @/no does not exist"),
                Arguments.of(all + "--report @/folder.json", "@/folder.json is a folder"),
                Arguments.of(all + "--preview @/no/p.png", "the folder @/no does not exist"),
                Arguments.of(
                        "evaluate --prediction @/smaller.nii.gz --truth @/truth.nii.gz",
                        "are on different grids: 20×16×11 and 20×16×12 voxels"),
                Arguments.of("evaluate --prediction @/no.nii.gz --truth @/truth.nii.gz", "@/no.nii.gz does not exist"),
                Arguments.of(
                        "evaluate --prediction @/empty.nii.gz --truth @/truth.nii.gz --labels 8",
                        "neither @/empty.nii.gz nor @/truth.nii.gz holds label 8"),
                Arguments.of("evaluate --prediction @/empty.nii.gz --truth @/empty.nii.gz", "holds a label"),
                Arguments.of("info @/no.nii.gz", "@/no.nii.gz does not exist"),
                Arguments.of(
                        "convert @/image.nii.gz @/image.png",
                        "@/image.png cannot be written: its name asks for no known format"),
                Arguments.of("convert @/image.nii.gz @/x.nii --labels", "@/image.nii.gz is no label map"));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void misuseEndsWithTwo(String line, String expected) {
        assertOneSentence(2, line, expected);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeDoneEndsWithOne(String line, String expected) {
        assertOneSentence(1, line, expected);
        assertFalse(Files.exists(folder.resolve("out.nii.gz")));
    }

    @Test
    void seedsElsewhereInSpaceAreRefusedAfterTheWarning() {
        Ran ran = run("segment --image @/image.nii.gz --seeds @/far.nii.gz --out @/out.nii.gz");
        assertEquals(1, ran.exitCode());
        assertEquals(2, ran.errLines().size(), ran::err);
        assertTrue(ran.errLines().get(0).startsWith("warning: "), ran::err);
        assertTrue(ran.errLines().get(1).contains("lies inside"), ran::err);
    }

    private void assertOneSentence(int exitCode, String line, String expected) {
        Ran ran = run(line);
        assertEquals(exitCode, ran.exitCode(), ran::err);
        assertEquals("", ran.out());
        assertEquals(1, ran.errLines().size(), ran::err);
        assertTrue(ran.err().startsWith("error: "), ran::err);
        assertTrue(ran.err().contains(expected.replace("@", folder.toString())), ran::err);
    }

    private Ran run(String line) {
        List<String> args = new ArrayList<>();
        for (String word : line.strip().split(" +")) {
            if (!word.isEmpty()) {
                args.add(word.replace("@", folder.toString()));
            }
        }
        return Ran.of(new NearestSeedEngine(), args.toArray(String[]::new));
    }
}
