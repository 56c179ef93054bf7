import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders that packages are made in. */
record Work(Path folder) {
    static Work in(Path folder) {
        return new Work(folder.toAbsolutePath());
    }

    void clear() throws IOException {
        Tree.delete(folder);
        Files.createDirectories(folder);
    }

    Path input() {
        return folder.resolve("input");
    }

    Path runtime() {
        return folder.resolve("runtime");
    }

    Path icons() {
        return folder.resolve("icons");
    }

    Path image() {
        return folder.resolve("image");
    }

    Path training() {
        return folder.resolve("training");
    }

    /** What jpackage takes in place of its own. */
    Path resources() {
        return folder.resolve("resources");
    }

    Path packages() {
        return folder.resolve("packages");
    }
}
