package diffusam.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.files.SafeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Files that commands leave behind: whole, or not at all. */
final class OutputFiles {
    private OutputFiles() {}

    /** Refuses a place that cannot be written to, before any work is done. */
    static void requireFolders(@Nullable Path... files) throws UserError {
        for (Path file : files) {
            if (file == null) {
                continue;
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new UserError(
                        file + " cannot be written: the folder " + folder + " does not exist; make it first");
            }
            if (Files.isDirectory(file)) {
                throw new UserError(file + " is a folder; name a file in it");
            }
        }
    }

    /** Refuses a folder that cannot be made. */
    static void requireNewFolder(Path folder) throws UserError {
        if (Files.exists(folder)) {
            throw new UserError(folder + " is there already; name a folder to be made");
        }
        requireFolders(folder);
    }

    static void write(ObjectNode json, Path file) throws IOException {
        byte[] text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        SafeFile.write(file, out -> {
            out.write(text);
            out.write(System.lineSeparator().getBytes(StandardCharsets.UTF_8));
        });
    }

    static void write(BufferedImage picture, Path file) throws IOException {
        SafeFile.write(file, out -> ImageIO.write(picture, "png", out));
    }
}
