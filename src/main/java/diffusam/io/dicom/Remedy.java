package diffusam.io.dicom;

/** What a user may choose where a series is no plain stack of slices. */
public enum Remedy {
    /** Interpolate linearly onto an upright grid with even gaps. */
    RESAMPLE("resample onto an even, upright grid"),
    /** Read only the longest run of slices with even gaps. */
    LONGEST_EVEN_RUN("read the longest run of evenly spaced slices"),
    /** Where several slices lie at one position, read the one with the lowest instance number. */
    FIRST_AT_EACH_POSITION("read the first slice at each position"),
    /** Look at pictures that are no volume: in grey and in the order of their numbers; millimetres mean nothing then. */
    PICTURES("look at the pictures in grey, in their order, without a place in the patient");

    private final String title;

    Remedy(String title) {
        this.title = title;
    }

    /** The choice in words: "resample onto an even, upright grid". */
    public String title() {
        return title;
    }
}
