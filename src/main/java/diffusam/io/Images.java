package diffusam.io;

import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens and writes images of every supported format. May be called from any thread; takes seconds for large files. */
public final class Images {
    private Images() {}

    /**
     * Opens a file, of a format told by its content.
     *
     * @throws ImageFileException if there is nothing there, or nothing that can be opened
     */
    public static OpenedImage open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ImageFileException(path, "is a folder without images; choose an image file");
        }
        Decoded decoded = FileFormat.of(path).read(path);
        return new OpenedImage(
                decoded.volume(), describe(decoded.encoding(), decoded.volume().grid()), decoded.warnings());
    }

    /**
     * Writes a volume in the format that the file's name asks for.
     *
     * @throws ImageFileException if the name asks for none, or the file cannot be written
     */
    public static void write(Volume volume, Path file) throws IOException {
        FileFormat.named(file).write(volume, file);
    }

    private static String describe(String encoding, Grid grid) {
        return String.format(
                Locale.ROOT,
                "%s, %s voxels of %.2f×%.2f×%.2f mm",
                encoding,
                grid.extent(),
                grid.spacingMm(0),
                grid.spacingMm(1),
                grid.spacingMm(2));
    }
}
