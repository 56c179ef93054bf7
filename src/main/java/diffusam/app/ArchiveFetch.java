package diffusam.app;

import diffusam.io.dicomweb.RemoteArchive;
import diffusam.io.dicomweb.Series;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.StringProperty;

/** Gets series from an archive into folders of their own, and opens them. FX thread only. */
final class ArchiveFetch {
    private static final Set<String> LABELS = Set.of("SEG", "RTSTRUCT");

    private final ArchiveCalls calls;
    private final Workspace workspace;
    private final StringProperty folder;
    private final Texts texts;
    private final Consumer<List<Path>> open;

    /**
     * @param folder for what is fetched, empty for the program's own
     * @param open opens images
     */
    ArchiveFetch(
            ArchiveCalls calls, Workspace workspace, StringProperty folder, Texts texts, Consumer<List<Path>> open) {
        this.calls = calls;
        this.workspace = workspace;
        this.folder = folder;
        this.texts = texts;
        this.open = open;
    }

    private record Fetched(int now, int all, List<Path> images, List<Path> labels) {}

    /** The folder for what is fetched. */
    StringProperty folderProperty() {
        return folder;
    }

    Path folder() {
        return folder.get().isEmpty() ? WorkFolder.ofUser().resolve("fetched") : Path.of(folder.get());
    }

    /** Fetches what is not there yet. Images are opened; labels are, if there are no images and a study is open. */
    void fetch(List<Series> wanted) {
        Path parent = folder();
        calls.ask(
                texts.of("job.fetch", calls.chosen.get().name()),
                (archive, context) -> fetch(archive, wanted, parent, context),
                this::show);
    }

    private static Fetched fetch(RemoteArchive archive, List<Series> wanted, Path parent, JobContext context)
            throws IOException {
        int now = 0;
        int all = 0;
        List<Path> images = new ArrayList<>();
        List<Path> labels = new ArrayList<>();
        for (Series series : wanted) {
            Path folder = series.folderIn(parent);
            RemoteArchive.Fetched fetched = archive.fetch(series.studyUid(), series.uid(), folder, context);
            now += fetched.now();
            all += fetched.all();
            if (LABELS.contains(series.modality())) {
                file(folder).ifPresent(labels::add);
            } else {
                images.add(folder);
            }
        }
        return new Fetched(now, all, images, labels);
    }

    private static Optional<Path> file(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .findFirst();
        }
    }

    private void show(Fetched fetched) {
        calls.say(
                fetched.now() == 0
                        ? texts.of("archive.allThere", fetched.all())
                        : texts.of("archive.fetched", fetched.now(), fetched.all()));
        if (!fetched.images().isEmpty()) {
            open.accept(fetched.images());
        } else if (workspace.open().isPresent()) {
            fetched.labels().stream().findFirst().ifPresent(workspace::openLabels);
        } else {
            calls.say(texts.of("archive.imagesFirst"));
        }
    }
}
