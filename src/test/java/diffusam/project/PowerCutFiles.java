package diffusam.project;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A file system whose power is cut at one call. It knows what a disk owes after that: the bytes of a file up to its last
 * sync and perhaps some after, and the names in a folder as of its last sync and perhaps some later changes, in order.
 */
final class PowerCutFiles implements FileLayer {
    private final FileLayer disk = FaultyFiles.sound();
    private final Map<Path, Content> durableNames = new TreeMap<>();
    private final List<Consumer<Map<Path, Content>>> laterNames = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    private final int lastCall;
    private int calls;

    /** Bytes of a file, whatever its name. */
    private static final class Content {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int synced;
    }

    /** @param folder all that is in it is on disk */
    PowerCutFiles(Path folder, int lastCall) throws IOException {
        this.lastCall = lastCall;
        for (Path file : disk.list(folder)) {
            Content content = new Content();
            content.bytes.write(Files.readAllBytes(file));
            content.synced = content.bytes.size();
            durableNames.put(file, content);
        }
    }

    synchronized int calls() {
        return calls;
    }

    /** What is found when the power is back, in a new folder. */
    synchronized void restore(Path folder, SplittableRandom random) throws IOException {
        for (Closeable file : open) {
            file.close();
        }
        Map<Path, Content> names = new TreeMap<>(durableNames);
        laterNames.subList(0, random.nextInt(laterNames.size() + 1)).forEach(change -> change.accept(names));
        Files.createDirectory(folder);
        for (Map.Entry<Path, Content> entry : names.entrySet()) {
            Content content = entry.getValue();
            int length = content.synced + random.nextInt(content.bytes.size() - content.synced + 1);
            Files.write(
                    folder.resolve(entry.getKey().getFileName()), Arrays.copyOf(content.bytes.toByteArray(), length));
        }
        Files.deleteIfExists(folder.resolve("owner.json")); // of this process, which did not really end
    }

    @Override
    public synchronized InputStream read(Path file) throws IOException {
        step();
        return disk.read(file);
    }

    @Override
    public synchronized Sink create(Path file) throws IOException {
        step();
        Content content = new Content();
        Sink sink = disk.create(file);
        open.add(sink);
        laterNames.add(names -> names.put(file, content));
        return new Tracked(sink, content);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        step();
        disk.rename(from, to);
        laterNames.add(names -> {
            Content content = names.remove(from);
            if (content != null) {
                names.put(to, content);
            }
        });
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        step();
        disk.delete(file);
        laterNames.add(names -> names.remove(file));
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        disk.createFolder(folder);
    }

    @Override
    public synchronized List<Path> list(Path folder) throws IOException {
        step();
        return disk.list(folder);
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        step();
        laterNames.forEach(change -> change.accept(durableNames));
        laterNames.clear();
    }

    @Override
    public synchronized Optional<Closeable> lock(Path file) throws IOException {
        Optional<Closeable> lock = disk.lock(file);
        lock.ifPresent(open::add);
        return lock;
    }

    @Override
    public long usableBytes(Path folder) {
        return Long.MAX_VALUE;
    }

    private void step() throws IOException {
        if (++calls > lastCall) {
            throw new IOException("the power is cut");
        }
    }

    private final class Tracked implements Sink {
        private final Sink sink;
        private final Content content;

        Tracked(Sink sink, Content content) {
            this.sink = sink;
            this.content = content;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            synchronized (PowerCutFiles.this) {
                step();
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                content.bytes.write(copy);
                FileLayer.writeFully(sink, ByteBuffer.wrap(copy));
                return copy.length;
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (PowerCutFiles.this) {
                step();
                content.synced = content.bytes.size();
            }
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }
}
