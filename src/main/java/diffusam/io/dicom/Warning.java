package diffusam.io.dicom;

/** Something odd about files that could be read all the same, as a sentence for the user. */
public record Warning(String text) {}
