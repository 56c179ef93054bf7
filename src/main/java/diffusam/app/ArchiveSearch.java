package diffusam.app;

import diffusam.io.dicomweb.RemoteArchive;
import diffusam.io.dicomweb.Series;
import diffusam.io.dicomweb.StudyQuery;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What an archive has that matches. FX thread only. */
final class ArchiveSearch {
    /** More are not listed at once. */
    static final int MOST_STUDIES = 100;

    private final ArchiveCalls calls;
    private final Texts texts;
    private final ObservableList<Found> found = FXCollections.observableArrayList();
    private final ObservableList<Found> readableFound = FXCollections.unmodifiableObservableList(found);

    ArchiveSearch(ArchiveCalls calls, Texts texts) {
        this.calls = calls;
        this.texts = texts;
    }

    /** A study with its series. */
    record Found(FoundRow study, List<FoundRow> series) {
        Found {
            series = List.copyOf(series);
        }
    }

    /** The studies that were found, the newest first. */
    ObservableList<Found> found() {
        return readableFound;
    }

    void search(StudyQuery query) {
        String title = texts.of("job.search", calls.chosen.get().name());
        found.clear();
        calls.ask(title, (archive, context) -> matching(archive, query, title, context), matches -> {
            found.setAll(matches);
            calls.say(howMany(matches.size()));
        });
    }

    private String howMany(int studies) {
        return switch (studies) {
            case 0 -> texts.of("archive.foundNone");
            case 1 -> texts.of("archive.foundOne");
            case MOST_STUDIES -> texts.of("archive.foundMany", studies);
            default -> texts.of("archive.foundSome", studies);
        };
    }

    private List<Found> matching(RemoteArchive archive, StudyQuery query, String title, JobContext context)
            throws IOException {
        var studies = archive.studies(query, context).stream()
                .sorted(Comparator.comparing(diffusam.io.dicomweb.Study::date).reversed())
                .toList();
        List<Found> matches = new ArrayList<>();
        for (var study : studies) {
            context.report(Progress.of(title, matches.size(), studies.size()));
            List<Series> series = archive.series(study.uid(), context).stream()
                    .filter(one -> query.modality().isEmpty() || one.modality().equals(query.modality()))
                    .toList();
            FoundRow row = new FoundRow(
                    shown(study.patientName()),
                    study.patientId(),
                    day(study.date()),
                    String.join(
                            " ",
                            series.stream()
                                    .map(Series::modality)
                                    .distinct()
                                    .sorted()
                                    .toList()),
                    "",
                    series);
            matches.add(new Found(row, series.stream().map(ArchiveSearch::row).toList()));
        }
        return matches;
    }

    private static FoundRow row(Series series) {
        String name = series.description().isEmpty() ? series.number() : series.description();
        return new FoundRow(name, "", "", series.modality(), series.instances(), List.of(series));
    }

    /** Family^Given as people write it. */
    private static String shown(String name) {
        return name.replaceFirst("\\^", ", ").replace('^', ' ').strip();
    }

    private String day(String date) {
        try {
            return LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE)
                    .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                            .withLocale(texts.locale()));
        } catch (DateTimeParseException e) {
            return date; // some archives write it in their own way
        }
    }
}
