package diffusam.io.dicomweb;

/** A study that a server has, in {@link PlainText plain text}; what it does not tell is empty. */
public record Study(String uid, String patientId, String patientName, String date, String description) {
    static final String DESCRIPTION = "00081030";

    public Study {
        uid = PlainText.of(uid);
        patientId = PlainText.of(patientId);
        patientName = PlainText.of(patientName);
        date = PlainText.of(date);
        description = PlainText.of(description);
    }

    static Study of(JsonDataSet set) {
        return new Study(
                set.text("0020000D"),
                set.text("00100020"),
                set.text("00100010"),
                set.text("00080020"),
                set.text(DESCRIPTION));
    }
}
