package diffusam.cli;

import diffusam.io.dicomweb.DicomWeb;
import diffusam.io.dicomweb.StoreOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stores files in an archive. */
@Command(
        name = "send",
        description =
                "Sends DICOM files, such as segmentations and structure sets, as they are: with the patient's name.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
final class PacsSend implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PacsServer server;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "DICOM files.")
    private List<Path> files;

    PacsSend(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new UserError(file + " is no file");
            }
        }
        List<Path> refused = new ArrayList<>();
        try (DicomWeb web = server.open();
                ProgressLine progress = new ProgressLine(terminal)) {
            web.send(files, new Watched(progress), outcome -> tell(outcome, progress, refused));
        }
        if (!refused.isEmpty()) {
            throw new UserError(refused.size() + " of " + files.size() + " files were not stored");
        }
        return 0;
    }

    private void tell(StoreOutcome outcome, ProgressLine progress, List<Path> refused) {
        progress.close();
        String note = outcome.note().isEmpty() ? "" : ": " + outcome.note();
        terminal.out().println((outcome.stored() ? "stored " : "not stored ") + outcome.file() + note);
        if (!outcome.stored()) {
            refused.add(outcome.file());
        }
    }
}
