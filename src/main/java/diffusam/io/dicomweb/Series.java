package diffusam.io.dicomweb;

/** A series that a server has; what it does not tell is empty. */
public record Series(
        String studyUid, String uid, String modality, String number, String description, String instances) {
    static final String DESCRIPTION = "0008103E";
    static final String INSTANCES = "00201209";

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
