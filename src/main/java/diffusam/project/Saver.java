package diffusam.project;

import diffusam.annotation.LabelMap;
import diffusam.io.nifti.NiftiWriter;
import diffusam.io.raw.Packing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Saves snapshots. Every save writes new files; the one instant at which it counts is when {@code project.json} gets its
 * name. The save before it stays, with its part of the journal. Confined to one thread.
 */
final class Saver {
    private final Place place;
    private final FileLayer files;
    private final UUID project;
    private final Fence fence;
    private int generation;
    private @Nullable Manifest last;
    private @Nullable LabelMap lastMap;

    /**
     * @param generation no file of the project has a higher one
     * @param last the save that is in place; {@code null} if there is none
     */
    Saver(Place place, UUID project, Fence fence, int generation, @Nullable Manifest last) {
        this.place = place;
        this.files = place.files();
        this.project = project;
        this.fence = fence;
        this.generation = generation;
        this.last = last;
    }

    /** Keeps a window from saving over the work of another. */
    @FunctionalInterface
    interface Fence {
        /** @throws IOException if the project is another window's now */
        void check() throws IOException;
    }

    /** The save that is in place. */
    @Nullable
    Manifest last() {
        return last;
    }

    /**
     * Saves a snapshot.
     *
     * @param journal number of the first segment that may hold a change after the snapshot
     * @throws IOException if it cannot be saved; the save before it is in place then, or this one is
     */
    void save(ProjectContent snapshot, int journal) throws IOException {
        generation++;
        Manifest manifest = manifest(snapshot, journal, writeLabels(snapshot), writeHistory(snapshot));
        keepPrevious();
        fence.check();
        WholeFile.write(files, place.resolve(Manifest.FILE), out -> out.write(Json.writeIndented(manifest)));
        files.syncFolder(place.folder());
        Manifest previous = last;
        last = manifest;
        lastMap = snapshot.annotation().map();
        sweep(previous == null ? List.of(manifest) : List.of(manifest, previous));
    }

    @SuppressWarnings("ReferenceEquality") // maps are values that share what did not change
    private FileEntry writeLabels(ProjectContent snapshot) throws IOException {
        LabelMap map = snapshot.annotation().map();
        if (last != null && map == lastMap) {
            return last.labelMap();
        }
        return WholeFile.write(files, place.resolve(SavedFiles.labels(generation)), out -> writePacked(map, out));
    }

    private FileEntry writeHistory(ProjectContent snapshot) throws IOException {
        StoredHistory history = new StoredHistory(snapshot.done(), snapshot.undone());
        return WholeFile.write(files, place.resolve(SavedFiles.history(generation)), history::writeTo);
    }

    private static void writePacked(LabelMap map, OutputStream out) throws IOException {
        try (OutputStream gzip = Packing.GZIP.pack(out)) {
            NiftiWriter.write(map, gzip);
        }
    }

    private Manifest manifest(ProjectContent snapshot, int journal, FileEntry labels, FileEntry history) {
        return new Manifest(
                Manifest.FORMAT,
                Manifest.VERSION,
                project,
                place.settings().program(),
                Instant.ofEpochMilli(place.settings().clock().millis()),
                generation,
                snapshot.sequence(),
                journal,
                snapshot.annotation().map().grid(),
                snapshot.images(),
                labels,
                history,
                snapshot.annotation().labels().values().stream()
                        .map(LabelEntry::of)
                        .toList(),
                snapshot.annotation().states().entrySet().stream()
                        .map(e -> new StateEntry(e.getKey(), e.getValue()))
                        .toList(),
                snapshot.view(),
                snapshot.measurements(),
                snapshot.priors());
    }

    private void keepPrevious() throws IOException {
        Manifest previous = last;
        if (previous != null) {
            WholeFile.write(files, place.resolve(Manifest.PREVIOUS), out -> out.write(Json.writeIndented(previous)));
        }
    }

    /** Removes what no kept save needs; what cannot be removed now is tried again at the next save. */
    private void sweep(Collection<Manifest> kept) {
        Set<String> needed = new HashSet<>();
        int firstSegment = Integer.MAX_VALUE;
        for (Manifest manifest : kept) {
            needed.add(manifest.labelMap().name());
            needed.add(manifest.history().name());
            firstSegment = Math.min(firstSegment, manifest.journal());
        }
        try {
            for (Path file : files.list(place.folder())) {
                String name = file.getFileName().toString();
                OptionalInt segment = Segment.numberOf(file);
                if (segment.isPresent() && segment.getAsInt() < firstSegment
                        || SavedFiles.isNumbered(name) && !needed.contains(name)) {
                    files.delete(file);
                }
            }
        } catch (IOException e) {
            // the project is saved; a file too many does no harm
        }
    }
}
