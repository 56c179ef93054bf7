package diffusam.io;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomFolder;
import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.Warning;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens and writes images of every supported format. May be called from any thread; takes seconds for large files. */
public final class Images {
    private static final int FILES_NAMED = 5;

    private Images() {}

    /**
     * Opens a file, of a format told by its content, or a folder of DICOM files. Of several series the largest is read.
     *
     * @throws ImageFileException if there is nothing there, or nothing that can be opened
     * @throws DicomException if what is there is DICOM, but no volume
     */
    public static OpenedImage open(Path path) throws IOException {
        Optional<DicomScan> scan = scan(path);
        if (scan.isPresent()) {
            return openLargest(scan.get());
        }
        Decoded decoded = FileFormat.find(path)
                .orElseThrow(() -> FileFormat.unknown(path))
                .read(path);
        return new OpenedImage(
                decoded.volume(), describe(decoded.encoding(), decoded.volume().grid()), decoded.warnings());
    }

    /**
     * The DICOM series at a path, of which only headers are read; empty if it is a file of another format.
     *
     * @throws ImageFileException if there is nothing there, or nothing that can be opened
     * @throws DicomException if what is there is DICOM, but no image
     */
    public static Optional<DicomScan> scan(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return Optional.of(scanFolder(path));
        }
        if (FileFormat.find(path).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(DicomFolder.scan(path));
        } catch (DicomException e) {
            throw FileFormat.isMarkedAsDicom(path) ? e : FileFormat.unknown(path);
        }
    }

    /** Some slice of DICOM files, to look at while all are read; empty for other formats. See {@link DicomFolder#glimpse}. */
    public static Optional<Volume> glimpse(Path path) throws IOException {
        return Files.isDirectory(path) || FileFormat.isMarkedAsDicom(path)
                ? DicomFolder.glimpse(path)
                : Optional.empty();
    }

    private static OpenedImage openLargest(DicomScan scan) throws IOException {
        DicomSeries largest = scan.largest();
        List<Warning> warnings = new ArrayList<>(scan.warnings());
        warnings.addAll(largest.warnings());
        if (scan.series().size() > 1) {
            warnings.add(new Warning(
                    "It holds " + scan.series().size() + " series; the largest, " + largest + ", was opened."));
        }
        Volume volume = largest.read();
        return new OpenedImage(volume, describe("DICOM, " + largest, volume.grid()), warnings);
    }

    private static DicomScan scanFolder(Path folder) throws IOException {
        List<String> imageFiles = imageFiles(folder);
        try {
            return DicomFolder.scan(folder);
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

    /** True if the file's name promises an image other than DICOM. */
    public static boolean isNamedAsImage(Path file) {
        return FileFormat.hasKnownName(file);
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
