package diffusam.io.dicom;

import diffusam.io.raw.StoredLabels;
import java.io.IOException;
import java.nio.file.Path;

/** Reads labels that DICOM keeps in a file: a segmentation or a structure set. */
public final class DicomLabels {
    private DicomLabels() {}

    /**
     * Reads a {@link Segmentation} or a {@link StructureSet}.
     *
     * @throws DicomException if the file is neither, or is damaged
     */
    public static StoredLabels read(Path path) throws IOException {
        try (DicomFile file = DicomFile.open(path)) {
            if (SegmentationReader.isSegmentation(file)) {
                return SegmentationReader.read(file);
            }
            if (StructureSetReader.isStructureSet(file)) {
                return StructureSetReader.read(file);
            }
            throw new DicomException(path, "holds no labels: it is neither a segmentation nor a structure set");
        }
    }
}
