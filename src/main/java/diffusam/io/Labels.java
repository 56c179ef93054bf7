package diffusam.io;

import diffusam.annotation.LabelMap;
import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomLabels;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.StoredLabels;
import diffusam.io.raw.VoxelLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and writes labels of every supported format. May be called from any thread. */
public final class Labels {
    private Labels() {}

    /**
     * Opens a label map, a DICOM segmentation or a DICOM structure set.
     *
     * @throws ImageFileException if the file cannot be opened, holds several volumes, or holds a value that is no label
     * @throws DicomException if it is DICOM, but damaged or no labels
     */
    public static StoredLabels open(Path file) throws IOException {
        Optional<FileFormat> format = FileFormat.find(file);
        if (format.isPresent()) {
            return new VoxelLabels(labelMap(file, format.get().read(file)));
        }
        try {
            return DicomLabels.read(file);
        } catch (DicomException e) {
            throw FileFormat.isMarkedAsDicom(file) ? e : FileFormat.unknown(file);
        }
    }

    /**
     * Reads labels, on the file's own grid.
     *
     * @throws ImageFileException if the file cannot be opened, or holds outlines, which lie on no grid
     */
    public static LabelMap read(Path file) throws IOException {
        return open(file)
                .onOwnGrid()
                .orElseThrow(() -> new ImageFileException(
                        file, "holds outlines, which have no voxels of their own; the image they lie on must be named"))
                .annotation()
                .map();
    }

    private static LabelMap labelMap(Path file, Decoded decoded) throws IOException {
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
     * Refuses a name that asks for no format, before there is anything to write.
     *
     * @throws ImageFileException if it asks for none
     */
    public static void requireWritable(Path file) throws IOException {
        FileFormat.named(file);
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
