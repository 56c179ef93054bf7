package diffusam.io.dicom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files that lie beside the checkout; a test that needs them is skipped where they are absent. */
final class SharedData {
    private static final Path ROOT = Path.of("../shared/data");

    private SharedData() {}

    static boolean present() {
        return Files.isDirectory(ROOT);
    }

    static Path path(String name) {
        Path path = ROOT.resolve(name);
        assumeTrue(Files.exists(path), () -> path + " is not there");
        return path;
    }
}
