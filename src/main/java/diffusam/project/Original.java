package diffusam.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The files of a project as an older version of the program left them, kept in a folder of their own. */
final class Original {
    private Original() {}

    /** Copies the files unless that has been done already. */
    static void keep(Place place, int version) throws IOException {
        FileLayer files = place.files();
        Path kept = place.resolve("format-" + version);
        List<Path> all = files.list(place.folder());
        if (all.contains(kept)) {
            return;
        }
        Path part = place.resolve("format-" + version + WholeFile.PART);
        files.createFolder(part);
        for (Path file : all) {
            if (isPartOfProject(file.getFileName().toString())) {
                copy(files, file, part.resolve(file.getFileName()));
            }
        }
        files.syncFolder(part);
        files.rename(part, kept);
        files.syncFolder(place.folder());
    }

    private static boolean isPartOfProject(String name) {
        return name.equals(Manifest.FILE)
                || name.equals(Manifest.PREVIOUS)
                || SavedFiles.isNumbered(name)
                || Segment.numberOf(Path.of(name)).isPresent();
    }

    private static void copy(FileLayer files, Path from, Path to) throws IOException {
        try (InputStream in = files.read(from)) {
            WholeFile.write(files, to, in::transferTo);
        }
    }
}
