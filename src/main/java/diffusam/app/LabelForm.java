package diffusam.app;

/** What labels are stored as. */
enum LabelForm {
    /** A label map, in the format that the file's name asks for. */
    LABEL_MAP(".nii.gz"),
    /** A DICOM segmentation. */
    SEGMENTATION(".seg.dcm"),
    /** A DICOM structure set: outlines. */
    STRUCTURES(".rtstruct.dcm");

    private final String ending;

    LabelForm(String ending) {
        this.ending = ending;
    }

    /** How a proposed file name ends. */
    String ending() {
        return ending;
    }

    boolean isDicom() {
        return this != LABEL_MAP;
    }
}
