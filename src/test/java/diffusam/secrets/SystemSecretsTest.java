package diffusam.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemSecretsTest {
    @TempDir
    private Path home;

    @BeforeEach
    void needsLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "desktops can only be made up on Linux");
    }

    @Test
    void withoutADesktopThereIsNoKeyStoreAndNothingIsSaidOfIt() throws Exception {
        assertEquals(List.of("no key store"), run(List.of()));
    }

    @Test
    void secretsComeBackAndAreInNoFileInClear() throws Exception {
        assumeTrue(
                Stream.of("dbus-run-session", "gnome-keyring-daemon")
                        .allMatch(name -> Files.isExecutable(Path.of("/usr/bin", name))),
                "no Secret Service is installed: apt-get install dbus gnome-keyring");
        String desktop =
                "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec \"$@\"";
        // the bus has things to say of its own
        assertEquals(
                "a key store",
                run(List.of("dbus-run-session", "--", "sh", "-c", desktop, "sh"))
                        .getLast());
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.contains("token") || content.contains("than \"before\""), file::toString);
            }
        }
    }

    private List<String> run(List<String> desktop) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(desktop);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SecretsFacts.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("DBUS_SESSION_BUS_ADDRESS", "DISPLAY"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_DATA_HOME", home.resolve("data").toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
