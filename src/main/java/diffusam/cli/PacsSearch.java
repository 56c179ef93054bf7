package diffusam.cli;

import diffusam.io.dicomweb.DicomWeb;
import diffusam.io.dicomweb.Series;
import diffusam.io.dicomweb.Study;
import diffusam.io.dicomweb.StudyQuery;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what an archive has. */
@Command(
        name = "search",
        description = "Lists studies, and the series of each, with the identifiers that 'pacs fetch' asks for.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the server
final class PacsSearch implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PacsServer server;

    @Option(names = "--patient-id", paramLabel = "ID", description = "The patient's ID.")
    private String patientId = "";

    @Option(
            names = "--patient-name",
            paramLabel = "NAME",
            description = "The patient's name, Family^Given; * stands for any letters.")
    private String patientName = "";

    @Option(names = "--from", paramLabel = "DAY", description = "First day of the study, such as 2024-05-31.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day of the study.")
    private @Nullable LocalDate to;

    @Option(names = "--modality", paramLabel = "CODE", description = "Only series of this modality: CT, MR, SEG, ...")
    private String modality = "";

    @Option(names = "--limit", paramLabel = "N", description = "Most studies to list. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    PacsSearch(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        StudyQuery query = query();
        try (DicomWeb web = server.open()) {
            List<Study> studies = web.studies(query, JobContext.silent());
            for (Study study : studies) {
                print(study, web.series(study.uid(), JobContext.silent()));
            }
            if (studies.isEmpty()) {
                terminal.err().println("nothing matches");
            } else if (studies.size() == limit) {
                terminal.warn("there may be more than --limit " + limit + " studies");
            }
        }
        return 0;
    }

    private StudyQuery query() throws UserError {
        try {
            return new StudyQuery(
                    patientId,
                    patientName,
                    Optional.ofNullable(from),
                    Optional.ofNullable(to),
                    modality.toUpperCase(Locale.ROOT),
                    limit);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private void print(Study study, List<Series> series) {
        terminal.out()
                .println(study.date() + "  " + study.patientName() + "  (" + study.patientId() + ")  "
                        + study.description());
        terminal.out().println("  --study " + study.uid());
        series.stream()
                .filter(one -> modality.isEmpty() || one.modality().equalsIgnoreCase(modality))
                .forEach(one -> terminal.out()
                        .println("  --series " + one.uid() + "  " + one.modality() + " \"" + one.description() + "\""
                                + count(one)));
    }

    private static String count(Series series) {
        return series.instances().isEmpty() ? "" : ", objects: " + series.instances();
    }
}
