package diffusam.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import diffusam.files.OwnerOnly;
import diffusam.files.SafeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Slice features on disk, one file a slice, so that they are computed once and memory does not grow with the number of
 * slices. What was used longest ago makes room. Files appear whole or not at all, only their owner may read them, and a
 * damaged one counts as missing. Several programs may share a folder. For the model thread.
 */
public final class FeatureCache {
    private static final String FOLDER_PROPERTY = "diffusam.features";
    private static final String ENDING = ".features";
    private static final String PART = ".part";
    private static final long MOST_BYTES = 20_000_000_000L;
    private static final int SHARE_OF_DISK = 10;
    private static final double KEPT_WHEN_FULL = 0.9;
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final long limit;
    private long bytes = -1;

    /** @param limit bytes that the files may take together */
    FeatureCache(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * The folder that the system property {@code diffusam.features} names, else {@code .diffusam/features} in the user's home;
     * a temporary one if that cannot be written to. At most 20 GB, or a tenth of the disk.
     */
    public static FeatureCache ofUser() throws IOException {
        String named = System.getProperty(FOLDER_PROPERTY);
        Path folder =
                named == null ? Path.of(System.getProperty("user.home"), ".diffusam", "features") : Path.of(named);
        try {
            OwnerOnly.createFolders(folder);
        } catch (FileSystemException e) {
            folder = Path.of(
                    System.getProperty("java.io.tmpdir"), "diffusam-features-" + System.getProperty("user.name"));
            OwnerOnly.createFolders(folder);
        }
        return new FeatureCache(folder, limitOn(folder));
    }

    /** Asks for the space alone: its file store is not found where the root is no mount point, as in some containers. */
    private static long limitOn(Path folder) {
        long disk = folder.toFile().getTotalSpace();
        return disk == 0 ? MOST_BYTES : Math.min(MOST_BYTES, disk / SHARE_OF_DISK);
    }

    public Path folder() {
        return folder;
    }

    /** The most that the files may take together. */
    public long limitBytes() {
        return limit;
    }

    /** What the files take now. */
    public long usedBytes() throws IOException {
        return entries().stream().mapToLong(Entry::bytes).sum();
    }

    /** Deletes everything; what is asked for again is computed again. */
    public void clear() throws IOException {
        for (Entry entry : entries()) {
            Files.deleteIfExists(entry.file);
        }
        bytes = 0;
    }

    boolean holds(String key) {
        return Files.exists(place(key));
    }

    /** The features kept under a key, widened to 32 bits in {@code scope}. */
    Optional<NDList> read(String key, NDManager scope) throws IOException {
        Path file = place(key);
        try {
            Optional<NDList> levels = FeatureFile.read(file, scope);
            if (levels.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            return levels;
        } catch (NoSuchFileException e) { // never written, or cleared meanwhile by another program
            return Optional.empty();
        }
    }

    /**
     * Keeps features of batch size 1, rounded to 16 bits.
     *
     * @throws IOException if the disk does not take them even once older ones are gone
     */
    void write(String key, NDList levels) throws IOException {
        try {
            store(key, levels);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException full) {
            shrinkTo(0);
            try {
                store(key, levels);
            } catch (IOException e) {
                throw new IOException(
                        "the features of a slice cannot be written to " + folder + " (" + e.getMessage()
                                + "); make room on that disk",
                        e);
            }
        }
        if (used() > limit) {
            shrinkTo((long) (KEPT_WHEN_FULL * limit));
        }
    }

    private void store(String key, NDList levels) throws IOException {
        Path file = place(key);
        Path shard = shard(key);
        OwnerOnly.createFolders(shard);
        Path part = shard.resolve(UUID.randomUUID() + PART);
        long before = used();
        try {
            try (FileChannel channel = OwnerOnly.create(part)) {
                FeatureFile.write(channel, levels);
            }
            bytes = before + Files.size(part);
            SafeFile.replace(file, part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long used() throws IOException {
        if (bytes < 0) {
            bytes = usedBytes();
        }
        return bytes;
    }

    private void shrinkTo(long target) throws IOException {
        List<Entry> oldestFirst = new ArrayList<>(entries());
        oldestFirst.sort(Comparator.comparing(Entry::used));
        long now = oldestFirst.stream().mapToLong(Entry::bytes).sum();
        for (Entry entry : oldestFirst) {
            if (now > target) {
                Files.deleteIfExists(entry.file);
                now -= entry.bytes;
            }
        }
        bytes = now;
    }

    private record Entry(Path file, long bytes, FileTime used) {}

    /** All files of the cache; what a killed program left unfinished is deleted. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (DirectoryStream<Path> shards = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path shard : shards) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(shard, "*{" + ENDING + "," + PART + "}")) {
                    for (Path file : files) {
                        entry(file).ifPresent(entries::add);
                    }
                }
            }
        }
        return entries;
    }

    private static Optional<Entry> entry(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            FileTime used = found.lastModifiedTime();
            if (file.toString().endsWith(PART)
                    && used.toInstant().isBefore(Instant.now().minus(ABANDONED))) {
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            return Optional.of(new Entry(file, found.size(), used));
        } catch (NoSuchFileException e) { // another program was quicker
            return Optional.empty();
        }
    }

    private Path place(String key) {
        return shard(key).resolve(key.substring(2) + ENDING);
    }

    /** Folders with too many files are slow. */
    private Path shard(String key) {
        return folder.resolve(key.substring(0, 2));
    }
}
