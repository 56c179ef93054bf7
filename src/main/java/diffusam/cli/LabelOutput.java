package diffusam.cli;

import diffusam.annotation.Annotation;
import diffusam.engine.Probabilities;
import diffusam.io.Labels;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.dicom.SegmentationWriter;
import diffusam.io.dicom.StructureSetWriter;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
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
        RTSTRUCT,
        FRACTIONAL
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
            case FRACTIONAL -> throw new IllegalStateException("probabilities are written from themselves");
        }
        tellNumbers(annotation.map().labels(), terminal);
    }

    /** True if probabilities are to be written instead of labels. */
    boolean isOfProbabilities() {
        return form == Form.FRACTIONAL;
    }

    /** Writes a run's labels, or their probabilities if those were kept. */
    void write(Annotation annotation, Optional<Probabilities> kept, InputFiles.Image image, Terminal terminal)
            throws IOException {
        if (kept.isEmpty()) {
            write(annotation, image, terminal);
            return;
        }
        SortedMap<Integer, Volume> probabilities = kept.get().volumes();
        DicomSeries series = Objects.requireNonNull(image.series(), "checked before the run");
        SegmentationWriter.writeFractional(file, series, annotation, probabilities);
        tellNumbers(probabilities.keySet(), terminal);
    }

    private void tellNumbers(Collection<Integer> labels, Terminal terminal) {
        List<String> changes = new ArrayList<>();
        int number = 0;
        for (int id : labels) {
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
