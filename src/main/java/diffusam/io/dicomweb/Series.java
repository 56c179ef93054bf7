package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;
import java.nio.file.Path;

/** A series that a server has, in {@link PlainText plain text}; what it does not tell is empty. */
public record Series(
        String studyUid, String uid, String modality, String number, String description, String instances) {
    static final String DESCRIPTION = "0008103E";
    static final String INSTANCES = "00201209";

    public Series {
        studyUid = PlainText.of(studyUid);
        uid = PlainText.of(uid);
        modality = PlainText.of(modality);
        number = PlainText.of(number);
        description = PlainText.of(description);
        instances = PlainText.of(instances);
    }

    /**
     * A folder of its own for the series in another.
     *
     * @throws DicomException if what the server calls it is no UID, and so no safe name
     */
    public Path folderIn(Path parent) throws DicomException {
        return parent.resolve(Uid.of(uid, "the server").text());
    }

    static Series of(String studyUid, JsonDataSet set) {
        return new Series(
                studyUid,
                set.text("0020000E"),
                set.text("00080060"),
                set.text("00200011"),
                set.text(DESCRIPTION),
                set.text(INSTANCES));
    }
}
