package diffusam.cli;

import diffusam.io.dicom.Deidentification;
import diffusam.io.dicom.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes copies of DICOM files that tell nothing of the patient. */
@Command(
        name = "deidentify",
        description =
                "Copies DICOM images, segmentations and structure sets without what tells who the patient is: the basic "
                        + "profile of DICOM PS3.15, annex E.",
        sortOptions = false,
        footer = {
            "",
            "Pixels are copied as they are: names that are burned into them, and faces, stay. Look before you pass them on."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
final class DeidentifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "IN", description = "A DICOM file, archive or folder.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The folder to make.")
    private Path out;

    @Option(
            names = "--keep",
            split = ",",
            paramLabel = "WHAT",
            description =
                    "Keep also: uids, device, institution, patient (age, sex, size, weight), dates, or shifted-dates "
                            + "(all dates of a patient moved by the same number of days). Default: none of these.")
    private List<Retention> keep = List.of();

    @Option(
            names = "--patient",
            paramLabel = "NAME",
            description = "The patient's name and ID in the copies. Default: one made from the old ID and the key.")
    private String patient = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The same key gives the same new identifiers, so that copies made later belong together. Whoever has "
                            + "it can test who is who. Default: a random one, which is forgotten.")
    private String key = "";

    DeidentifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        Set<Retention> kept = keep.isEmpty() ? Set.of() : EnumSet.copyOf(keep);
        if (kept.contains(Retention.DATES) && kept.contains(Retention.SHIFTED_DATES)) {
            throw new UserError("--keep dates and shifted-dates exclude each other; say one of them");
        }
        if (!Deidentification.isName(patient)) {
            throw new UserError("--patient is up to 64 plain letters, without a backslash; got " + patient);
        }
        OutputFiles.requireNewFolder(out);
        Deidentification.Copied copied = new Deidentification(kept, patient, key).copy(in, out, done -> {});
        copied.warnings().forEach(warning -> terminal.warn(warning.text()));
        terminal.out().println("wrote " + copied.files() + (copied.files() == 1 ? " file to " : " files to ") + out);
        return 0;
    }
}
