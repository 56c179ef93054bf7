package diffusam.io.dicom;

import diffusam.annotation.Code;

/** What a de-identified copy may keep beside what says nothing of anybody: the options of PS3.15, E.3. */
public enum Retention {
    /** The unique identifiers, by which the originals can be found. */
    UIDS("113110", "Retain UIDs Option"),
    /** Which device took the images. */
    DEVICE("113109", "Retain Device Identity Option"),
    /** Where the images were taken. */
    INSTITUTION("113112", "Retain Institution Identity Option"),
    /** Age, sex, size and weight of the patient, and the like. */
    PATIENT("113108", "Retain Patient Characteristics Option"),
    /** When everything was. */
    DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option"),
    /** The days between dates: all of a patient's dates are moved by the same number of days. */
    SHIFTED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option");

    private final String code;
    private final String meaning;

    Retention(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    Code code() {
        return new Code("DCM", code, meaning);
    }
}
