package diffusam.app;

import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.volume.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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

    /** Reads an image file or a series of a folder. */
    Opened<Study> readStudy(ScanPlace place) throws IOException;

    /** Reads a label file onto {@code grid}, resampled with a warning if it lies on another. */
    Opened<LabelMap> readLabels(Path source, Grid grid) throws IOException;

    /** Writes a label file whose type follows from its name; either all of it or nothing. */
    void writeLabels(Path target, LabelMap map, List<Label> labels) throws IOException;
}
