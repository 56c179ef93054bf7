package diffusam.io.dicom;

import java.io.IOException;
import java.nio.file.Path;

/** What a DICOM file says it is. */
public record Instance(String classUid, String uid) {
    /**
     * Reads a file's identifiers, and so finds out whether it is a DICOM file that ends where it says.
     *
     * @throws DicomException if it is none, is cut short, or does not say what it is
     */
    public static Instance of(Path path) throws IOException {
        try (DicomFile file = DicomFile.open(path)) {
            if (file.instanceUid().isEmpty() || file.classUid().isEmpty()) {
                throw new DicomException(
                        path, "does not say which object it is: its SOP class or instance UID is missing");
            }
            return new Instance(file.classUid(), file.instanceUid());
        }
    }
}
