package diffusam.foundation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/**
 * Fetches one published file. What a broken or cancelled download has is kept, and the next one goes on from there. For an io
 * thread.
 *
 * @param name of what is fetched, for messages
 * @param part where the bytes are gathered
 * @param otherwise what to do with a file that was downloaded elsewhere
 */
record Download(String name, URI address, Path part, String otherwise) {
    private static final int PARTIAL = 206;
    private static final int OK = 200;
    private static final int BEYOND_END = 416;
    private static final int CHUNK = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A step that needs the server. */
    @FunctionalInterface
    private interface Exchange<T> {
        T with(HttpClient client) throws IOException, InterruptedException;
    }

    /**
     * How large the file is, as the server says.
     *
     * @throws IOException if there is no connection, or the server refuses
     */
    OptionalLong bytes() throws IOException {
        return connected(client -> {
            HttpRequest.Builder head = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody());
            HttpResponse<Void> response = client.send(head.build(), BodyHandlers.discarding());
            if (response.statusCode() != OK) {
                throw refused(response.statusCode());
            }
            return rest(response);
        });
    }

    /**
     * Fetches what is missing.
     *
     * @throws IOException if there is no connection, the server refuses, or the connection breaks
     */
    void run(DownloadWatcher watcher) throws IOException {
        connected(client -> {
            long have = Files.exists(part) ? Files.size(part) : 0;
            HttpResponse<InputStream> response = ask(client, have);
            try (InputStream body = response.body()) {
                switch (response.statusCode()) {
                    case PARTIAL -> receive(body, have, rest(response), watcher);
                    case OK -> receive(body, 0, rest(response), watcher);
                    case BEYOND_END -> watcher.at(have, have); // the whole file is here already
                    default -> throw refused(response.statusCode());
                }
            }
            return part;
        });
    }

    /**
     * Compares what was fetched with what it should be. A file that is not is removed, for going on from it cannot help.
     *
     * @throws IOException if it is not
     */
    Checksum verified(Optional<Checksum> expected) throws IOException {
        Checksum got = Checksum.of(part);
        if (expected.isPresent() && !expected.get().equals(got)) {
            Files.delete(part);
            throw new IOException(name + ": what was downloaded has the SHA-256 " + got.sha256() + " instead of "
                    + expected.get().sha256() + "; it was not installed");
        }
        return got;
    }

    private <T> T connected(Exchange<T> exchange) throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build()) {
            return exchange.with(client);
        } catch (ConnectException | UnresolvedAddressException e) {
            throw new IOException(
                    name + " could not be downloaded: there is no connection to " + address.getHost() + "; download "
                            + address + " elsewhere" + otherwise,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("download interrupted").initCause(e);
        }
    }

    private IOException refused(int status) {
        return new IOException(name + " could not be downloaded: the server answered " + status + " for " + address);
    }

    private HttpResponse<InputStream> ask(HttpClient client, long have) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private static OptionalLong rest(HttpResponse<?> response) {
        return response.headers().firstValueAsLong("Content-Length");
    }

    private void receive(InputStream body, long have, OptionalLong rest, DownloadWatcher watcher) throws IOException {
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
            throw new IOException(
                    name + " was cut off after " + done + " of " + total + " bytes; try again to go on from there");
        }
    }
}
