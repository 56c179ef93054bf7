package diffusam.cli;

import diffusam.io.dimse.DimseArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stores files in a DIMSE archive. */
@Command(
        name = "store",
        description = "Sends DICOM files by DIMSE (C-STORE), as they are: with the patient's name.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
final class PacsStore implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DimseOptions options;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "DICOM files.")
    private List<Path> files;

    PacsStore(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        try (DimseArchive archive = options.open(terminal)) {
            new Dispatch(terminal, files).by(archive::send);
        }
        return 0;
    }
}
