package diffusam.app;

import diffusam.io.Images;
import diffusam.jobs.Job;
import diffusam.settings.Settings.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/** The list of scans to work on, and how far each has come. FX thread only. */
final class Scans {
    private static final long MOST_BYTES_FOR_A_PICTURE = 64_000_000;

    private final Workspace workspace;
    private final Background background;
    private final Texts texts;
    private final ObservableMap<String, Progress> progress;
    private final ObservableMap<String, Progress> readableProgress;
    private final ObservableList<Scan> items = FXCollections.observableArrayList();
    private final ObservableList<Scan> readableItems = FXCollections.unmodifiableObservableList(items);
    private final Set<String> pictured = new HashSet<>();

    /** True if the list is shown. */
    final BooleanProperty shown = new SimpleBooleanProperty(false);

    /**
     * @param progress by the key of a scan's place; what is not begun is not in it
     */
    Scans(Workspace workspace, Background background, Texts texts, ObservableMap<String, Progress> progress) {
        this.workspace = workspace;
        this.background = background;
        this.texts = texts;
        this.progress = progress;
        readableProgress = FXCollections.unmodifiableObservableMap(progress);
        workspace.follow(study -> study.annotationProperty().subscribe(annotation -> {
            if (!annotation.labels().isEmpty()) {
                workspace.place().ifPresent(place -> progress.putIfAbsent(place.key(), Progress.IN_WORK));
            }
        }));
    }

    ObservableList<Scan> items() {
        return readableItems;
    }

    /** How far each scan has come, by the key of its place. */
    ObservableMap<String, Progress> progress() {
        return readableProgress;
    }

    /** Looks for scans in the background, adds those that are new to the list, and tells which they were. */
    void add(List<Path> places, Consumer<List<Scan>> then) {
        Job<List<Scan>> search = context -> {
            List<Scan> found = new ArrayList<>();
            for (Path place : places) {
                found.addAll(new ScanFinder(texts, context).find(place));
            }
            return found;
        };
        background.io(texts.of("job.find", places.getFirst().getFileName()), search, found -> {
            for (Scan scan : found) {
                if (at(scan.place()).isEmpty()) {
                    items.add(scan);
                }
            }
            then.accept(found);
        });
    }

    /** The scan to begin with: of one folder's series the one with the most slices, otherwise the first that is not done. */
    Optional<Scan> first(List<Scan> found) {
        boolean oneFolder =
                found.stream().map(scan -> scan.place().path()).distinct().count() == 1;
        return oneFolder
                ? found.stream().max(Comparator.comparingInt(Scan::slices))
                : found.stream()
                        .filter(scan -> !isDone(scan))
                        .findFirst()
                        .or(() -> found.stream().findFirst());
    }

    /** The next scan after the open one that is not done, going round the end; empty if all others are. */
    Optional<Scan> nextUndone() {
        int here = workspace.place().flatMap(this::at).map(items::indexOf).orElse(-1);
        for (int step = 1; step < items.size() + (here < 0 ? 1 : 0); step++) {
            Scan scan = items.get((here + step) % items.size());
            if (!isDone(scan)) {
                return Optional.of(scan);
            }
        }
        return Optional.empty();
    }

    /** Marks the open scan as done, or as in work again. */
    void toggleDone() {
        workspace
                .place()
                .ifPresent(place -> progress.compute(
                        place.key(), (key, now) -> now == Progress.DONE ? Progress.IN_WORK : Progress.DONE));
    }

    /** Reads a scan's picture in the background, once, unless that takes long. */
    void picture(Scan scan) {
        Path path = scan.place().path();
        if (scan.thumbnail().isPresent() || !pictured.add(scan.place().key())) {
            return;
        }
        background.io(
                texts.of("job.picture", scan.name()),
                context -> picture(path),
                picture -> picture.ifPresent(thumbnail -> at(scan.place())
                        .ifPresent(listed -> items.set(items.indexOf(listed), listed.with(thumbnail)))));
    }

    private static Optional<Thumbnail> picture(Path path) throws IOException {
        return Files.size(path) > MOST_BYTES_FOR_A_PICTURE
                ? Optional.empty()
                : Optional.of(Thumbnail.of(Images.open(path).volume()));
    }

    boolean isDone(Scan scan) {
        return progress.get(scan.place().key()) == Progress.DONE;
    }

    private Optional<Scan> at(ScanPlace place) {
        return items.stream()
                .filter(scan -> scan.place().key().equals(place.key()))
                .findFirst();
    }
}
