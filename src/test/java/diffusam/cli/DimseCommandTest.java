package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.io.dicom.SecondReader;
import diffusam.io.dimse.Dimse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a build without an adapter, and the ways they are misused in any build. */
class DimseCommandTest {
    private static final String[] SERIES = {"--archive", "A@localhost:104", "--study", "1.2", "--series", "1.2.3"};

    @TempDir
    private Path folder;

    @Test
    void withoutAnAdapterEveryCommandSaysWhatIsLackingAndWritesNothing() throws Exception {
        assumeTrue(Dimse.installed().isEmpty(), "this build has an adapter");
        Path file = Files.createFile(folder.resolve("a.dcm"));
        Path out = folder.resolve("out");
        for (List<String> command : List.of(
                List.of("echo", "--archive", "A@localhost:104"),
                List.of("find", "--archive", "A@localhost:104"),
                List.of("store", "--archive", "A@localhost:104", file.toString()),
                with("get", "--out", out.toString()),
                with("move", "--to", "OTHER"),
                with("move", "--out", out.toString(), "--port", "11112"),
                List.of("listen", "--port", "11112", "--out", out.toString()))) {
            Ran ran = run(command);
            assertEquals(1, ran.exitCode());
            assertEquals("error: " + Dimse.LACKING, ran.err().strip());
        }
        assertFalse(Files.exists(out));
    }

    @Test
    void withoutAnAdapterThereIsNoSecondReader() throws Exception {
        assumeTrue(SecondReader.installed().isEmpty(), "this build has an adapter");
        Path file = Files.createFile(folder.resolve("a.dcm"));
        Ran ran = Ran.of(new NearestSeedEngine(), "info", "--second-reader", file.toString());
        assertEquals(1, ran.exitCode());
        assertEquals("error: " + SecondReader.LACKING, ran.err().strip());
    }

    @Test
    void aSeriesIsMovedEitherHereOrToAnother() {
        assertEquals(2, run(with("move")).exitCode());
        assertEquals(2, run(with("move", "--out", folder.toString())).exitCode());
        assertEquals(
                2,
                run(with("move", "--to", "A", "--out", folder.toString(), "--port", "1"))
                        .exitCode());
    }

    private static List<String> with(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(SERIES));
        words.addAll(List.of(options));
        return words;
    }

    private static Ran run(List<String> words) {
        List<String> args = new ArrayList<>(List.of("pacs"));
        args.addAll(words);
        return Ran.of(new NearestSeedEngine(), args.toArray(String[]::new));
    }
}
