package diffusam.foundation;

import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/**
 * Fetches a published checkpoint into the models folder. What a broken or cancelled download has is kept, and the next one
 * goes on from there. For an io thread.
 */
public final class ModelDownload {
    private static final int PARTIAL = 206;
    private static final int OK = 200;
    private static final int BEYOND_END = 416;
    private static final int CHUNK = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ModelStore store;
    private final PublishedModel model;
    private final Optional<Checksum> expected;

    /**
     * A download that has not begun.
     *
     * @param sha256 what the user knows the file must have; without it what was noted of an earlier one, and of the first
     *     download what it has
     * @throws IllegalArgumentException if {@code sha256} is not 64 hexadecimal digits
     */
    public ModelDownload(ModelStore store, PublishedModel model, Optional<String> sha256) {
        this.store = store;
        this.model = model;
        this.expected = sha256.map(Checksum::new);
    }

    /** Is told how far the download is; ends it by throwing {@link CancellationException}. */
    @FunctionalInterface
    public interface Watcher {
        /** Bytes here and bytes in all; the total is 0 if the server does not say. */
        void at(long done, long total);
    }

    /**
     * Downloads, verifies and installs.
     *
     * @throws IOException if there is no connection, the server refuses, or the file is not what it should be
     */
    public Path run(Watcher watcher) throws IOException {
        Path target = store.folder().resolve(model.fileName());
        if (Files.exists(target)) {
            throw new IOException(model.name() + " is installed already: " + target);
        }
        Files.createDirectories(store.folder());
        Path part = store.folder().resolve(model.fileName() + ".part");
        fetch(part, watcher);
        verify(part, expected.isPresent() ? expected : Checksum.pinned(target));
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        Checksum.of(target).pin(target);
        return target;
    }

    private void fetch(Path part, Watcher watcher) throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build()) {
            long have = Files.exists(part) ? Files.size(part) : 0;
            HttpResponse<InputStream> response = ask(client, have);
            try (InputStream body = response.body()) {
                switch (response.statusCode()) {
                    case PARTIAL -> receive(body, part, have, rest(response), watcher);
                    case OK -> receive(body, part, 0, rest(response), watcher);
                    case BEYOND_END -> watcher.at(have, have); // the whole file is here already
                    default ->
                        throw new IOException(model.name() + " could not be downloaded: the server answered "
                                + response.statusCode() + " for " + model.address());
                }
            }
        } catch (ConnectException | UnresolvedAddressException e) {
            throw new IOException(
                    model.name() + " could not be downloaded: there is no connection to "
                            + model.address().getHost() + "; download the file elsewhere and import it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("download interrupted").initCause(e);
        }
    }

    private HttpResponse<InputStream> ask(HttpClient client, long have) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(model.address()).timeout(PATIENCE);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private static OptionalLong rest(HttpResponse<?> response) {
        return response.headers().firstValueAsLong("Content-Length");
    }

    private void receive(InputStream body, Path part, long have, OptionalLong rest, Watcher watcher)
            throws IOException {
        long total = rest.isPresent() ? have + rest.getAsLong() : 0;
        StandardOpenOption mode = have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long done = have;
        try (OutputStream out =
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            byte[] chunk = new byte[CHUNK];
            for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
                out.write(chunk, 0, n);
                done += n;
                watcher.at(done, total);
            }
        }
        if (total > 0 && done != total) {
            throw new IOException(model.name() + " was cut off after " + done + " of " + total
                    + " bytes; try again to go on from there");
        }
    }

    /** A file that is not what it should be is removed, for going on from it cannot help. */
    private void verify(Path part, Optional<Checksum> pinned) throws IOException {
        Checksum got = Checksum.of(part);
        if (pinned.isPresent() && !pinned.get().equals(got)) {
            Files.delete(part);
            throw new WeightFileException(
                    model.fileName(),
                    "has the SHA-256 " + got.sha256() + " instead of "
                            + pinned.get().sha256() + "; it was not installed");
        }
        try {
            store.recognise(part);
        } catch (WeightFileException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }
}
