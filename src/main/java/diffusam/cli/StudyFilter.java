package diffusam.cli;

import diffusam.io.dicomweb.Series;
import diffusam.io.dicomweb.Study;
import diffusam.io.dicomweb.StudyQuery;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which studies of an archive are looked for, and the list of those found. */
final class StudyFilter {
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

    /** Asks an archive for the series of a study. */
    @FunctionalInterface
    interface SeriesOf {
        List<Series> study(String uid) throws IOException;
    }

    StudyQuery query() throws UserError {
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

    void list(Terminal terminal, List<Study> studies, SeriesOf series) throws IOException {
        for (Study study : studies) {
            print(terminal, study, series.study(study.uid()));
        }
        if (studies.isEmpty()) {
            terminal.err().println("nothing matches");
        } else if (studies.size() == limit) {
            terminal.warn("there may be more than --limit " + limit + " studies");
        }
    }

    private void print(Terminal terminal, Study study, List<Series> series) {
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
