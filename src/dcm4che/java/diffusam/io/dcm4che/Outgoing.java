package diffusam.io.dcm4che;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomStreamException;

/**
 * A file to be sent.
 *
 * @param syntax how its data set is encoded
 * @param start where its data set begins
 */
record Outgoing(Path file, String classUid, String instanceUid, String syntax, long start) {
    /** @throws DicomException if it is no DICOM file as it is, or does not say which object it is */
    static Outgoing of(Path file) throws IOException {
        Instance instance = Instance.of(file);
        try (DicomInputStream in = new DicomInputStream(file.toFile())) {
            Attributes meta = in.readFileMetaInformation();
            String syntax = meta == null
                    ? in.getTransferSyntax()
                    : meta.getString(Tag.TransferSyntaxUID, UID.ImplicitVRLittleEndian);
            return new Outgoing(file, instance.classUid(), instance.uid(), syntax, meta == null ? 0 : in.getPosition());
        } catch (DicomStreamException e) {
            throw new DicomException(file, "cannot be sent as it is; unpack it first");
        }
    }

    /** The data set as it is in the file; the caller closes it. */
    InputStream open() throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(start);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
