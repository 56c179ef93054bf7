package diffusam.io.dicom;

import diffusam.io.raw.Warning;
import diffusam.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Finds the series in a folder and all folders below it. */
public final class DicomFolder {
    private static final int FAULTS_NAMED = 20;
    private static final int GLIMPSED = 2_000;
    private static final int GLIMPSES = 5;
    private static final Set<String> LABELS = Set.of("SEG", "RTSTRUCT");

    private DicomFolder() {}

    /** Scans a folder, or a single file, reading headers only. */
    public static DicomScan scan(Path place) throws IOException {
        return scan(place, done -> {});
    }

    /**
     * Scans a folder, or a single file, reading headers only, on several threads. Files that are no DICOM, hold no image or
     * are damaged become warnings.
     *
     * @param filesDone told after each file how many are done, on any thread; what it throws ends the scan
     * @throws DicomException if there is nothing of DICOM at all
     */
    public static DicomScan scan(Path place, IntConsumer filesDone) throws IOException {
        List<Warning> warnings = new ArrayList<>();
        List<Place> files = places(place, warnings);
        AtomicInteger done = new AtomicInteger();
        List<Finding> findings = files.parallelStream()
                .map(file -> {
                    Finding finding = look(file);
                    filesDone.accept(done.incrementAndGet());
                    return finding;
                })
                .toList();
        List<SliceHeader> slices = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding instanceof Finding.Image image) {
                slices.addAll(image.slices());
            }
        }
        warnings.addAll(warnings(findings));
        if (slices.isEmpty()) {
            throw new DicomException(place, "holds no DICOM image" + reason(findings));
        }
        return new DicomScan(SeriesSorter.sort(slices), warnings);
    }

    /**
     * Some slice of what a folder or file holds, to look at while the rest is read: of the files that are found first, the
     * middle one by name that is an image. With square pixels and in no particular place; empty if none was found quickly.
     */
    public static Optional<Volume> glimpse(Path place) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(place)) {
            files = walk.filter(Files::isRegularFile).limit(GLIMPSED).sorted().toList();
        } catch (UncheckedIOException e) {
            throw new DicomException(place, "cannot be listed: " + e.getMessage(), e);
        }
        for (int n = 0; n < Math.min(files.size(), GLIMPSES); n++) {
            Place file = Place.of(files.get((files.size() / 2 + n) % files.size()));
            if (look(file) instanceof Finding.Image image) {
                SliceHeader middle = image.slices().get(image.slices().size() / 2);
                return Optional.of(SeriesSorter.sort(List.of(middle)).getFirst().readMiddle());
            }
        }
        return Optional.empty();
    }

    /** The files to look at: those below a folder, in an archive, or listed by a DICOMDIR. */
    static List<Place> places(Path place, List<Warning> warnings) throws IOException {
        if (!Files.exists(place)) {
            throw new DicomException(place, "does not exist", new NoSuchFileException(place.toString()));
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(place)) {
            paths = walk.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw new DicomException(place, "cannot be listed: " + e.getMessage(), e);
        }
        List<Place> places = new ArrayList<>();
        for (Path path : paths) {
            if (path.equals(place)
                    ? Place.isArchive(path)
                    : path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                places.addAll(Place.inArchive(path));
            } else if (path.equals(place)) {
                places.addAll(listedBy(path, warnings));
            } else {
                places.add(Place.of(path));
            }
        }
        return places;
    }

    /** The files a DICOMDIR lists; any other file is itself. */
    private static List<Place> listedBy(Path path, List<Warning> warnings) throws IOException {
        try (DicomFile file = DicomFile.open(path)) {
            if (file.classUid().equals(Directory.CLASS_UID)) {
                Directory directory = Directory.read(file);
                warnings.addAll(directory.warnings());
                return directory.files();
            }
        } catch (DicomException e) {
            return List.of(Place.of(path)); // looked at again, where what is wrong is said
        }
        return List.of(Place.of(path));
    }

    private static Finding look(Place place) {
        try (DicomFile file = DicomFile.open(place)) {
            DataSet set = file.dataSet();
            if (file.classUid().equals(Directory.CLASS_UID)) {
                return new Finding.Other("directory");
            }
            if (!set.has(Tag.ROWS)) {
                String modality = set.text(Tag.MODALITY);
                return new Finding.Other(modality.isEmpty() ? "unknown" : modality);
            }
            if (set.text(Tag.MODALITY).equals("SEG")) {
                return new Finding.Other("SEG");
            }
            return new Finding.Image(HeaderReader.read(file));
        } catch (IOException e) {
            String message = e instanceof DicomException
                    ? String.valueOf(e.getMessage())
                    : place.shown() + ": cannot be read: " + e.getMessage();
            return message.endsWith("is not a DICOM file") ? new Finding.Foreign() : new Finding.Fault(message);
        }
    }

    private static List<Warning> warnings(List<Finding> findings) {
        List<Warning> warnings = new ArrayList<>();
        int foreign = 0;
        int faults = 0;
        Map<String, Integer> others = new TreeMap<>();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Foreign f -> foreign++;
                case Finding.Other other -> others.merge(other.kind(), 1, Integer::sum);
                case Finding.Fault fault -> {
                    if (faults++ < FAULTS_NAMED) {
                        warnings.add(new Warning(fault.sentence() + "."));
                    }
                }
                case Finding.Image i -> {}
            }
        }
        if (faults > FAULTS_NAMED) {
            warnings.add(new Warning((faults - FAULTS_NAMED) + " more files are damaged or not supported."));
        }
        others.remove("directory");
        others.forEach((kind, count) ->
                warnings.add(new Warning(counted(count, " of kind " + kind) + " left out: no image to segment.")));
        if (foreign > 0) {
            warnings.add(new Warning(counted(foreign, "") + " left out: not DICOM."));
        }
        return warnings;
    }

    /** Why the only file, or the first damaged one, gave no image. */
    private static String reason(List<Finding> findings) {
        if (findings.stream().anyMatch(f -> f instanceof Finding.Other other && LABELS.contains(other.kind()))) {
            return "; it holds labels, which are opened as labels, not as an image";
        }
        for (Finding finding : findings) {
            if (finding instanceof Finding.Fault fault) {
                return "; " + fault.sentence();
            }
        }
        return "";
    }

    private static String counted(int files, String which) {
        return files == 1 ? "1 file" + which + " was" : files + " files" + which + " were";
    }

    /** What a file turned out to be. */
    private sealed interface Finding {
        record Image(List<SliceHeader> slices) implements Finding {}

        record Other(String kind) implements Finding {}

        record Foreign() implements Finding {}

        record Fault(String sentence) implements Finding {}
    }
}
