package diffusam.io.dicom;

import diffusam.io.raw.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files a DICOMDIR lists (PS3.3, F.3): a disk's table of contents. */
record Directory(List<Place> files, List<Warning> warnings) {
    static final String CLASS_UID = "1.2.840.10008.1.3.10";

    /** Reads the listing of an open DICOMDIR; files it names and that are not there become a warning. */
    static Directory read(DicomFile file) {
        Path root = file.path().toAbsolutePath().resolveSibling("");
        List<Place> files = new ArrayList<>();
        int missing = 0;
        for (DataSet record : file.dataSet().items(Tag.DIRECTORY_RECORD_SEQUENCE)) {
            List<String> parts = record.texts(Tag.REFERENCED_FILE_ID);
            if (!parts.isEmpty()) {
                Optional<Path> found = resolve(root, parts);
                found.ifPresent(path -> files.add(Place.of(path)));
                missing += found.isPresent() ? 0 : 1;
            }
        }
        List<Warning> warnings = missing == 0
                ? List.of()
                : List.of(new Warning(missing + " of the files that " + file.path() + " lists are not there."));
        return new Directory(files, warnings);
    }

    /** Follows names whatever their case, since disks are read under other systems than they were written. */
    private static Optional<Path> resolve(Path root, List<String> parts) {
        Path path = root;
        for (String part : parts) {
            if (part.isEmpty() || part.startsWith(".") || part.contains("/") || part.contains("\\")) {
                return Optional.empty();
            }
            Path exact = path.resolve(part);
            if (Files.exists(exact)) {
                path = exact;
                continue;
            }
            try (Stream<Path> siblings = Files.list(path)) {
                Optional<Path> alike = siblings.filter(p -> stem(p).equals(part.toLowerCase(Locale.ROOT)))
                        .findFirst();
                if (alike.isEmpty()) {
                    return Optional.empty();
                }
                path = alike.get();
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    private static String stem(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.(dcm|dic)$", "");
    }
}
