package diffusam.app;

import diffusam.annotation.Annotation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reading and writing of studies and labels, for the file threads. */
interface StudyFiles {
    /**
     * A study with what is worth telling about it.
     *
     * @param warnings survivable oddities, one sentence each
     */
    record Opened<T>(T content, List<String> warnings) {
        public Opened {
            warnings = List.copyOf(warnings);
        }
    }

    /** What a place holds, the most likely meant first; at least one. */
    Opened<List<ImageChoice>> look(ScanPlace place) throws IOException;

    /** Some slice of what a place holds, if one is to be had at once, to look at while the rest is read. */
    Optional<Thumbnail> glimpse(ScanPlace place) throws IOException;

    /** Reads an image file or a series, of several series the one most likely meant. */
    Opened<Study> readStudy(ScanPlace place) throws IOException;

    /** Reads labels onto the grid of a study, resampled with a warning if they lie on another. */
    Opened<Annotation> readLabels(Path source, Study study) throws IOException;

    /** Copies a study's series, and labels if there are any, without what tells who the patient is; gives the number of files. */
    Opened<Integer> copyDeidentified(CopyOrder order, Study study, Annotation annotation) throws IOException;

    /** Writes labels of a study; either all of it or nothing. */
    void writeLabels(Path target, LabelForm form, Study study, Annotation annotation) throws IOException;
}
