package diffusam.io.dicomweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against Orthanc with its DICOMweb plugin, as Debian packages them (orthanc, orthanc-dicomweb). Server and client run on the
 * loopback of a network namespace of their own, or of this machine where none can be had.
 */
class OrthancTest {
    private static final List<String> OWN_NETWORK =
            List.of("unshare", "--map-root-user", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> holdsOfARealServer() throws Exception {
        assumeTrue(Orthanc.isInstalled(), "Orthanc is not installed: apt-get install orthanc orthanc-dicomweb");
        List<String> command = new ArrayList<>();
        if (run(with(OWN_NETWORK, "true")).exitCode == 0) {
            command.addAll(OWN_NETWORK);
        } else {
            System.out.println(
                    "OrthancTest: no network namespace can be had here, so it runs on this machine's loopback");
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OrthancFacts.class.getName(),
                folder.toString()));
        Ran ran = run(command);
        List<String[]> facts = ran.output
                .lines()
                .map(line -> line.split("\t", -1))
                .filter(line -> line.length == 3)
                .toList();
        assertEquals(0, ran.exitCode, ran.output);
        assertFalse(facts.isEmpty(), ran.output);
        return facts.stream()
                .map(fact -> DynamicTest.dynamicTest(fact[1], () -> assertEquals("held", fact[0], fact[2])));
    }

    private static List<String> with(List<String> prefix, String program) {
        return Stream.concat(prefix.stream(), Stream.of(program)).toList();
    }

    private record Ran(int exitCode, String output) {}

    private static Ran run(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            return new Ran(process.waitFor(), output);
        } catch (IOException e) {
            return new Ran(-1, String.valueOf(e.getMessage()));
        }
    }
}
