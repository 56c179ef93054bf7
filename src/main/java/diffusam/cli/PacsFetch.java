package diffusam.cli;

import diffusam.io.dicomweb.DicomWeb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Retrieves a series. */
@Command(
        name = "fetch",
        description =
                "Retrieves a series into a folder that only you may read; run again, it goes on where it was ended.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class PacsFetch implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PacsServer server;

    @Mixin
    private WantedSeries series;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder, made if need be.")
    private Path out;

    PacsFetch(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        try (DicomWeb web = server.open();
                ProgressLine progress = new ProgressLine(terminal)) {
            DicomWeb.Fetched fetched = web.fetch(series.study(), series.uid(), out, new Watched(progress));
            terminal.out().println(fetched.into(out));
        }
        return 0;
    }
}
