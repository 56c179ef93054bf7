package diffusam.cli;

import diffusam.io.dicomweb.DicomWeb;
import java.io.IOException;
import java.nio.file.Path;
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
        try (DicomWeb web = server.open()) {
            new Dispatch(terminal, files).by(web::send);
        }
        return 0;
    }
}
