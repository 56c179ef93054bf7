package diffusam.cli;

import java.nio.file.Path;

/** The folders and files of a synthetic study, as {@code phantom} writes and {@code demo} reads them. */
public record SampleStudy(Path folder) {
    private static final String PROPERTY = "diffusam.sample";

    /** The study that comes with the program: where the launcher says, otherwise in the working folder. */
    public static final SampleStudy INCLUDED = new SampleStudy(Path.of(System.getProperty(PROPERTY, "sample-data")));

    /** The image, a DICOM series. */
    public Path image() {
        return folder.resolve("dicom");
    }

    /** The true labels of every slice. */
    Path truth() {
        return folder.resolve("labels.nii.gz");
    }

    /** The labels of a few slices. */
    public Path seeds() {
        return folder.resolve("seeds.nii.gz");
    }

    /** What the labels stand for: a table of ids and names. */
    Path names() {
        return folder.resolve("labels.csv");
    }
}
