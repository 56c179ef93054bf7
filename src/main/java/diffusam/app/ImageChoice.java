package diffusam.app;

/**
 * One of the images a file or folder holds, and one way to read it.
 *
 * @param title what it is, without any word of the patient but what its file is called
 * @param note what is odd about it, empty if nothing is
 * @param series what its series is, empty if it is no DICOM
 * @param place where it is, and how it is read
 */
record ImageChoice(String title, String note, String series, ScanPlace place) {
    /** True if the image is read as something else than what is stored, which nobody but the user decides. */
    boolean isChanged() {
        return place.remedy() != null;
    }
}
