package diffusam.cli;

import diffusam.io.dicomweb.RemoteArchive.Fetched;
import diffusam.io.dimse.DimseArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Retrieves a series from a DIMSE archive. */
@Command(
        name = "get",
        description =
                "Retrieves a series by DIMSE (C-GET) into a folder that only you may read; run again, it goes on where it"
                        + " was ended.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class PacsGet implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DimseOptions options;

    @Mixin
    private WantedSeries series;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder, made if need be.")
    private Path out;

    PacsGet(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        try (DimseArchive archive = options.open(terminal);
                ProgressLine progress = new ProgressLine(terminal)) {
            Fetched fetched = archive.fetch(series.study(), series.uid(), out, new Watched(progress));
            terminal.out().println(fetched.into(out));
        }
        return 0;
    }
}
