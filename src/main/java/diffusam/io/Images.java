package diffusam.io;

import diffusam.io.dicom.DicomException;
import diffusam.io.raw.ByteSource;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.Packing;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens and writes images of every supported format. May be called from any thread; takes seconds for large files. */
public final class Images {
    private static final int DICOM_MARK_AT = 128;
    private static final int FILES_NAMED = 5;

    private Images() {}

    /**
     * Opens a file, of a format told by its content, or a folder of DICOM files. Of several series the largest is read.
     *
     * @throws ImageFileException if there is nothing there, or nothing that can be opened
     * @throws DicomException if what is there is DICOM, but no volume
     */
    public static OpenedImage open(Path path) throws IOException {
        Decoded decoded = Files.isDirectory(path) ? openFolder(path) : openFile(path);
        return new OpenedImage(
                decoded.volume(), describe(decoded.encoding(), decoded.volume().grid()), decoded.warnings());
    }

    private static Decoded openFile(Path file) throws IOException {
        Optional<FileFormat> format = FileFormat.find(file);
        if (format.isPresent()) {
            return format.get().read(file);
        }
        try {
            return LargestSeries.read(file);
        } catch (DicomException e) {
            throw isMarkedAsDicom(file) ? e : FileFormat.unknown(file);
        }
    }

    private static boolean isMarkedAsDicom(Path file) throws IOException {
        byte[] first = ByteSource.of(file).from(0, Packing.NONE).first(DICOM_MARK_AT + 4);
        return new String(first, StandardCharsets.ISO_8859_1).startsWith("DICM", DICOM_MARK_AT);
    }

    private static Decoded openFolder(Path folder) throws IOException {
        List<String> imageFiles = imageFiles(folder);
        try {
            return LargestSeries.read(folder);
        } catch (DicomException e) {
            if (imageFiles.isEmpty()) {
                throw e;
            }
            throw new ImageFileException(
                    folder, "is no DICOM folder; open a file in it instead: " + String.join(", ", imageFiles));
        }
    }

    private static List<String> imageFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(FileFormat::hasKnownName)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .limit(FILES_NAMED)
                    .toList();
        } catch (AccessDeniedException e) {
            throw new ImageFileException(folder, "may not be read: its permissions forbid it", e);
        }
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
