package diffusam.cli;

import diffusam.io.dicomweb.DicomWeb;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what an archive has. */
@Command(
        name = "search",
        description = "Lists studies, and the series of each, with the identifiers that 'pacs fetch' asks for.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the mixins
final class PacsSearch implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PacsServer server;

    @Mixin
    private StudyFilter filter;

    PacsSearch(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        try (DicomWeb web = server.open()) {
            filter.list(
                    terminal,
                    web.studies(filter.query(), JobContext.silent()),
                    study -> web.series(study, JobContext.silent()));
        }
        return 0;
    }
}
