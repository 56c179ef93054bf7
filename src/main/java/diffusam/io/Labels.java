package diffusam.io;

import diffusam.annotation.LabelMap;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads and writes label maps of every supported format. May be called from any thread. */
public final class Labels {
    private Labels() {}

    /**
     * Reads labels, on the file's own grid.
     *
     * @throws ImageFileException if the file cannot be opened, holds several volumes, or holds a value that is no label
     */
    public static LabelMap read(Path file) throws IOException {
        Decoded decoded = FileFormat.find(file)
                .orElseThrow(() -> FileFormat.unknown(file))
                .read(file);
        if (decoded.volumes() > 1) {
            throw new ImageFileException(
                    file, "is no label map: it holds " + decoded.volumes() + " volumes where one is expected");
        }
        try {
            return LabelMap.of(decoded.volume());
        } catch (IllegalArgumentException e) {
            throw new ImageFileException(file, "is no label map: " + e.getMessage(), e);
        }
    }

    /**
     * Writes labels, in the smallest type that holds them and the format that the file's name asks for.
     *
     * @throws ImageFileException if the name asks for none, or the file cannot be written
     */
    public static void write(LabelMap labels, Path file) throws IOException {
        FileFormat.named(file).write(labels, file);
    }
}
