package diffusam.cli;

import diffusam.io.dimse.DimseArchive;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks whether an archive is there. */
@Command(name = "echo", description = "Asks by DIMSE whether an archive is there and speaks with us (C-ECHO).")
@SuppressWarnings("NullAway.Init") // picocli sets the mixin
final class PacsEcho implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DimseOptions options;

    PacsEcho(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        try (DimseArchive archive = options.open(terminal)) {
            archive.echo(JobContext.silent());
        }
        terminal.out().println(options.peer() + " answers");
        return 0;
    }
}
