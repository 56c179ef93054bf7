package diffusam.cli;

import diffusam.io.dimse.DimseArchive;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what a DIMSE archive has. */
@Command(
        name = "find",
        description = "Lists by DIMSE (C-FIND) studies, and the series of each, as 'pacs get' and 'pacs move' ask for.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the mixins
final class PacsFind implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DimseOptions options;

    @Mixin
    private StudyFilter filter;

    PacsFind(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        try (DimseArchive archive = options.open(terminal)) {
            filter.list(
                    terminal,
                    archive.studies(filter.query(), JobContext.silent()),
                    study -> archive.series(study, JobContext.silent()));
        }
        return 0;
    }
}
