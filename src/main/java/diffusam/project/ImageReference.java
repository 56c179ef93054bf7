package diffusam.project;

import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An image that lies outside the project: where it was seen last, and how to know it again. The project never writes to
 * it.
 *
 * @param folder where the files are, or are below; relative to the project's folder where that is possible, with {@code /}
 *     between names
 * @param series which of several images in these files is meant; empty if they hold one
 * @param files the files of the image
 */
public record ImageReference(String folder, String series, List<FileEntry> files) {
    public ImageReference {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("an image has at least one file");
        }
    }

    /**
     * Reads all of the files to know them again; belongs on a file thread.
     *
     * @throws IOException if one cannot be read
     */
    public static ImageReference of(Path project, List<Path> files, String series, JobContext context)
            throws IOException {
        List<FileEntry> entries = new ArrayList<>();
        for (Path file : files) {
            context.checkpoint();
            entries.add(
                    WholeFile.entry(new DiskFiles(), file, file.getFileName().toString()));
        }
        return new ImageReference(portable(project, commonFolder(files)), series, entries);
    }

    /** The same image, found in other places. */
    ImageReference foundAt(Path project, List<Path> places) {
        return new ImageReference(portable(project, commonFolder(places)), series, files);
    }

    /** The folder, if the project is in {@code project}. */
    public Path folderFrom(Path project) {
        return project.toAbsolutePath().resolve(folder).normalize();
    }

    /** The same image, seen from a project elsewhere. */
    public ImageReference seenFrom(Path project, Path newProject) {
        return new ImageReference(portable(newProject, folderFrom(project)), series, files);
    }

    private static Path commonFolder(List<Path> files) {
        Path common = parent(files.getFirst());
        for (Path file : files) {
            while (!parent(file).startsWith(common)) {
                common = Objects.requireNonNullElse(common.getParent(), common.getRoot());
            }
        }
        return common;
    }

    private static Path parent(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    private static String portable(Path project, Path folder) {
        Path from = project.toAbsolutePath().normalize();
        boolean sameDisk = Objects.equals(from.getRoot(), folder.getRoot());
        return (sameDisk ? from.relativize(folder) : folder).toString().replace('\\', '/');
    }
}
