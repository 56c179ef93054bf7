package diffusam.cli;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for files of labels that a command writes. */
final class LabelOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "What OUT is if its name ends in .dcm: seg (default), a DICOM segmentation, or rtstruct, "
                            + "outlines for radiotherapy, or fractional, a DICOM segmentation of probabilities. All refer to the slices of the DICOM image.")
    private LabelOutput.@Nullable Form form;

    @Option(
            names = "--names",
            split = ",",
            paramLabel = "L=NAME",
            description = "Names of labels for a DICOM file, as in --names \"1=liver,2=right kidney\"; known organs "
                    + "get their SNOMED code.")
    private Map<Integer, String> names = Map.of();

    /**
     * The file of labels to write.
     *
     * @throws UserError if its name asks for no format that labels have
     */
    LabelOutput to(Path file) throws UserError {
        if (form == LabelOutput.Form.FRACTIONAL) {
            throw new UserError(
                    "--format fractional is for the probabilities of 'segment' and 'propagate'; " + "labels have none");
        }
        return toLabelsOrProbabilities(file);
    }

    /** The same for a run that knows probabilities. */
    LabelOutput toLabelsOrProbabilities(Path file) throws UserError {
        boolean dicom = file.toString().toLowerCase(Locale.ROOT).endsWith(".dcm");
        if (form != null && !dicom) {
            throw new UserError("--format is for DICOM, and " + file + " is no name for it; end it in .dcm");
        }
        return new LabelOutput(file, dicom && form == null ? LabelOutput.Form.SEG : form);
    }

    /** An annotation whose labels have the names the user gave. */
    Annotation named(Annotation annotation) throws UserError {
        List<Label> labels = new ArrayList<>(annotation.labels().values());
        for (Map.Entry<Integer, String> name : names.entrySet()) {
            int id = name.getKey();
            if (!annotation.map().labels().contains(id)) {
                throw new UserError("there is no label " + id + " to name " + name.getValue() + "; there are "
                        + Listing.of("label", annotation.map().labels()));
            }
            Label label = annotation.labels().getOrDefault(id, Label.of(id));
            labels.removeIf(other -> other.id() == id);
            labels.add(label.named(name.getValue()));
        }
        return Annotation.of(annotation.map(), labels, annotation.states());
    }
}
