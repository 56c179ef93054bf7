package diffusam.project;

import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files of an image again, by content, whatever they are called now. Reads and never writes; belongs on a file
 * thread.
 */
public final class ImageSearch {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_FILES = 200_000;

    private final Path project;
    private final JobContext context;
    private int visited;

    /** @param project the project's folder */
    public ImageSearch(Path project, JobContext context) {
        this.project = project;
        this.context = context;
    }

    /**
     * An image and where its files are, in the order of the reference.
     *
     * @param reference as the project should keep it from now on
     */
    public record Found(ImageReference reference, List<Path> files) {
        public Found {
            files = List.copyOf(files);
        }

        /** What to read the image from: its file, or the folder that its files are below. */
        public Path source(Path project) {
            return files.size() == 1 && reference.series().isEmpty() ? files.getFirst() : reference.folderFrom(project);
        }
    }

    /**
     * Looks where the image was, then beside the project, then in {@code others} and below.
     *
     * @return empty if it is in none of them: the user has to say where else to look
     */
    public Optional<Found> find(ImageReference image, List<Path> others) {
        Path last = image.folderFrom(project);
        List<Path> roots = new ArrayList<>(List.of(last, project.toAbsolutePath()));
        Path beside = project.toAbsolutePath().normalize().getParent();
        if (beside != null) {
            roots.add(beside);
        }
        roots.addAll(others);
        Optional<Found> inPlace = located(image, named(image, last));
        for (int n = 0; n < roots.size() && inPlace.isEmpty(); n++) {
            inPlace = located(image, below(roots.get(n), image));
        }
        return inPlace;
    }

    /** The files of the image's names in a folder. */
    private static List<Path> named(ImageReference image, Path folder) {
        return image.files().stream().map(file -> folder.resolve(file.name())).toList();
    }

    /** The files below a folder that have the size of one of the image's. */
    private List<Path> below(Path root, ImageReference image) {
        Set<Long> sizes = new HashSet<>();
        image.files().forEach(file -> sizes.add(file.bytes()));
        List<Path> candidates = new ArrayList<>();
        visited = 0;
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    context.checkpoint();
                    if (attributes.isRegularFile() && sizes.contains(attributes.size())) {
                        candidates.add(file);
                    }
                    return ++visited < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // what cannot be read is not the image
                }
            });
        } catch (IOException e) {
            candidates.clear(); // a folder that cannot be listed
        }
        return candidates;
    }

    /** Matches candidates with the image's files by content; empty unless each is there. */
    private Optional<Found> located(ImageReference image, List<Path> candidates) {
        Map<String, Path> byHash = new HashMap<>();
        for (Path candidate : candidates) {
            context.checkpoint();
            try {
                FileEntry entry = WholeFile.entry(new DiskFiles(), candidate, "file");
                byHash.putIfAbsent(entry.sha256(), candidate);
            } catch (IOException e) {
                // missing or unreadable: not the image
            }
        }
        List<Path> files = new ArrayList<>();
        for (FileEntry file : image.files()) {
            Path found = byHash.get(file.sha256());
            if (found == null) {
                return Optional.empty();
            }
            files.add(found);
        }
        return Optional.of(new Found(image.foundAt(project, files), files));
    }
}
