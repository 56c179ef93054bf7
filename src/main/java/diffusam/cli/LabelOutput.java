package diffusam.cli;

import diffusam.annotation.Annotation;
import diffusam.io.Labels;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.dicom.SegmentationWriter;
import diffusam.io.dicom.StructureSetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of labels to write.
 *
 * @param form what to write as DICOM; null for the format that the file's name asks for
 */
record LabelOutput(Path file, @Nullable Form form) {
    /** What DICOM can hold labels in. */
    enum Form {
        SEG,
        RTSTRUCT
    }

    /** Refuses a name that asks for no format, before any work is done. */
    void check() throws IOException {
        if (form == null) {
            Labels.requireWritable(file);
        }
    }

    /** Refuses to write DICOM for an image that is none, before any work is done. */
    void check(InputFiles.Image image) throws UserError {
        if (form != null && image.series() == null) {
            throw new UserError(file + " cannot be written: it would refer to the slices of a DICOM volume, and "
                    + image.file() + " is none; end its name in .nii.gz, .nrrd or .mha");
        }
    }

    /** Writes the file. DICOM numbers segments and structures from 1: where that changes numbers, a warning says so. */
    void write(Annotation annotation, InputFiles.@Nullable Image image, Terminal terminal) throws IOException {
        DicomSeries series = image == null ? null : image.series();
        if (form == null || series == null) {
            Labels.write(annotation.map(), file);
            return;
        }
        switch (form) {
            case SEG -> SegmentationWriter.writeBinary(file, series, annotation);
            case RTSTRUCT -> StructureSetWriter.write(file, series, annotation);
        }
        List<String> changes = new ArrayList<>();
        int number = 0;
        for (int id : annotation.map().labels()) {
            number++;
            if (number != id) {
                changes.add(number + " is label " + id);
            }
        }
        if (!changes.isEmpty()) {
            terminal.warn(file + " numbers its structures from 1: " + String.join(", ", changes));
        }
    }
}
