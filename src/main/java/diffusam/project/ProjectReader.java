package diffusam.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import diffusam.annotation.Annotation;
import diffusam.annotation.LabelMap;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.io.nifti.NiftiReader;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the files of a project and changes none. */
final class ProjectReader {
    private final FileLayer files;
    private final Path folder;
    private final Place place;
    private int loadedVersion;
    private final List<String> remarks = new ArrayList<>();

    ProjectReader(Place place) {
        this.place = place;
        this.files = place.files();
        this.folder = place.folder();
    }

    /**
     * Looks whether this version of the program may open the project.
     *
     * @throws NewerProjectException if a newer version of the program wrote it
     * @throws ProjectException if it is no project
     */
    void check() throws IOException {
        List<String> names = files.list(folder).stream()
                .map(file -> file.getFileName().toString())
                .toList();
        if (!names.contains(Manifest.FILE) && !names.contains(Manifest.PREVIOUS)) {
            throw new ProjectException(folder + " is not a project: it holds no " + Manifest.FILE + ".");
        }
        if (names.contains(Manifest.FILE)) {
            int version = version(Manifest.FILE);
            if (version > Manifest.VERSION) {
                throw new NewerProjectException(folder, version);
            }
        }
    }

    /**
     * The project with all that its journal adds to the last save; if that save is damaged, to the one before.
     *
     * @throws NewerProjectException if a newer version of the program wrote it
     * @throws ProjectException if it is no project, or both saves are damaged
     */
    Loaded read() throws ProjectException {
        IOException first = null;
        for (String name : List.of(Manifest.FILE, Manifest.PREVIOUS)) {
            try {
                return read(name);
            } catch (NewerProjectException e) {
                throw e;
            } catch (IOException | IllegalArgumentException e) {
                if (first == null) {
                    first = e instanceof IOException io ? io : new IOException(e);
                    remarks.add("The last save is damaged (" + reason(first)
                            + "); the one before it and the journal were used.");
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw unreadable(first);
    }

    private ProjectException unreadable(@Nullable IOException why) {
        String reason = why == null ? "" : ": " + reason(why);
        return new ProjectException(
                folder + " cannot be opened, and neither can the save before it" + reason + ".", why);
    }

    /** The version of a list of files; 0 if it is damaged. */
    private int version(String name) throws IOException {
        try {
            return Json.readTree(WholeFile.read(files, folder.resolve(name)))
                    .path("version")
                    .asInt();
        } catch (JsonProcessingException e) {
            return 0;
        }
    }

    /**
     * The files of priors that either save names.
     *
     * @throws IOException if a save cannot be read, so that nobody knows what it needs
     */
    Set<String> priorsOfSaves() throws IOException {
        Set<String> names = new HashSet<>();
        for (String save : List.of(Manifest.FILE, Manifest.PREVIOUS)) {
            if (files.list(folder).contains(folder.resolve(save))) {
                JsonNode json = Json.readTree(WholeFile.read(files, folder.resolve(save)));
                json.path("priors")
                        .forEach(prior ->
                                names.add(prior.path("file").path("name").asText()));
            }
        }
        return names;
    }

    private Loaded read(String name) throws IOException {
        Manifest manifest = manifest(name);
        Document document = new Document(content(manifest), Long.MAX_VALUE);
        Replay.Result replay = Replay.into(document, files, folder, manifest.journal());
        Recovery found = replay.recovery();
        Recovery recovery =
                new Recovery(found.replayed(), found.lost(), found.damagedBytes(), found.tornBytes(), remarks);
        return new Loaded(
                new Document(document.content(), place.settings().maxHistoryBytes()),
                manifest,
                loadedVersion,
                recovery,
                replay.lastSegment(),
                SavedFiles.lastGeneration(files.list(folder)));
    }

    private Manifest manifest(String name) throws IOException {
        JsonNode json = Json.readTree(WholeFile.read(files, folder.resolve(name)));
        if (!Manifest.FORMAT.equals(json.path("format").asText())) {
            throw new IOException(name + " is not the list of a project's files");
        }
        int version = json.path("version").asInt();
        if (version > Manifest.VERSION) {
            throw new NewerProjectException(folder, version);
        }
        loadedVersion = version;
        return Json.read(Migration.toPresent(json), Manifest.class);
    }

    private ProjectContent content(Manifest manifest) throws IOException {
        StoredHistory history = history(manifest);
        Map<SliceKey, SliceState> states = new TreeMap<>();
        manifest.states().forEach(entry -> states.put(entry.of(), entry.state()));
        Annotation annotation = Annotation.of(
                labelMap(manifest),
                manifest.labels().stream().map(LabelEntry::label).toList(),
                states);
        return new ProjectContent(
                manifest.sequence(),
                manifest.images(),
                annotation,
                history.done(),
                history.undone(),
                manifest.view(),
                manifest.measurements(),
                manifest.priors());
    }

    private LabelMap labelMap(Manifest manifest) throws IOException {
        Path file = checked(manifest.labelMap());
        Volume volume = NiftiReader.read(file).volume();
        if (!volume.grid().extent().equals(manifest.grid().extent())) {
            throw new IOException(
                    manifest.labelMap().name() + " has " + volume.grid().extent() + " voxels instead of "
                            + manifest.grid().extent());
        }
        return LabelMap.of(volume).on(manifest.grid());
    }

    private StoredHistory history(Manifest manifest) {
        try {
            return StoredHistory.read(WholeFile.read(files, checked(manifest.history())));
        } catch (IOException e) {
            remarks.add(
                    "The undo steps of the last save are damaged (" + reason(e) + "); the labels are not affected.");
            return new StoredHistory(List.of(), List.of());
        }
    }

    private Path checked(FileEntry expected) throws IOException {
        Path file = folder.resolve(expected.name());
        if (!WholeFile.entry(files, file, expected.name()).equals(expected)) {
            throw new IOException(expected.name() + " is not what was saved");
        }
        return file;
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException missing
                ? Path.of(missing.getFile()).getFileName() + " is missing"
                : String.valueOf(e.getMessage());
    }
}
