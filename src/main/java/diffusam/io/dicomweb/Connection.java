package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;

/**
 * Talks to one server. Redirections are not followed, so that a secret goes nowhere else. Every call waits, looks at its
 * job while it does, and gives up when nothing moves for a minute.
 */
final class Connection implements AutoCloseable {
    static final String JSON = "application/dicom+json";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int LARGEST_JSON = 256 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long GLANCE_MILLIS = 100;
    private static final long SLOWEST_BYTES_PER_SECOND = 20_000;

    private final ServerAddress server;
    private final Credentials credentials;
    private final ServerTrust trust;
    private final HttpClient client;

    Connection(ServerAddress server, Optional<Fingerprint> trusted, Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
        trust = new ServerTrust(trusted);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .sslContext(trust.tls())
                .build();
    }

    ServerAddress server() {
        return server;
    }

    /** The JSON that the server holds there, empty if it has nothing. */
    byte[] json(URI uri, JobContext context) throws IOException {
        HttpRequest request = request(uri).header("Accept", JSON).build();
        HttpResponse<byte[]> response = exchange(request, jsonBody(), context, PATIENCE, () -> 0);
        return switch (response.statusCode()) {
            case OK -> response.body();
            case NO_CONTENT -> new byte[0];
            default -> throw refusal(response.statusCode());
        };
    }

    /** Receives a body into a file that is there, and returns its content type. */
    String receive(URI uri, String accept, Path file, JobContext context) throws IOException {
        HttpRequest request = request(uri).header("Accept", accept).build();
        LongSupplier received = () -> file.toFile().length();
        HttpResponse<Path> response = exchange(request, BodyHandlers.ofFile(file), context, PATIENCE, received);
        if (response.statusCode() != OK) {
            throw refusal(response.statusCode());
        }
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** Sends a body, and returns whatever the server answers. */
    HttpResponse<byte[]> post(URI uri, String contentType, BodyPublisher body, JobContext context) throws IOException {
        HttpRequest request = request(uri)
                .header("Accept", JSON)
                .header("Content-Type", contentType)
                .POST(body)
                .build();
        Duration patience = PATIENCE.plusSeconds(Math.max(0, body.contentLength()) / SLOWEST_BYTES_PER_SECOND);
        return exchange(request, jsonBody(), context, patience, () -> 0);
    }

    /** What a status means that is no success. */
    IOException refusal(int status) {
        String meaning = switch (status) {
            case 401 ->
                credentials.header().isPresent()
                        ? "does not accept the name or secret; check both"
                        : "asks who you are; give a user's name or a token";
            case 403 -> "does not allow this to this user";
            case 404 -> "has nothing there; check the address and the identifiers";
            case 301, 302, 303, 307, 308 -> "has moved; ask its owner for the new address";
            case 406, 415 -> "does not offer this form of data";
            case 413 -> "does not take that much at once";
            case 503 -> "is busy; try again later";
            default -> "could not do it";
        };
        String sentence = server.host() + " " + meaning + " (HTTP " + status + ")";
        return status == 401 ? new LoginRefusedException(sentence) : new DicomException(sentence);
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        credentials.header().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private static BodyHandler<byte[]> jsonBody() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_JSON);
    }

    private <T> HttpResponse<T> exchange(
            HttpRequest request, BodyHandler<T> handler, JobContext context, Duration patience, LongSupplier received)
            throws IOException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        try {
            return await(answer, context, patience, received);
        } catch (ExecutionException e) {
            throw fault(e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } finally {
            answer.cancel(true);
        }
    }

    private <T> T await(CompletableFuture<T> answer, JobContext context, Duration patience, LongSupplier received)
            throws IOException, ExecutionException, InterruptedException {
        long seen = 0;
        long movedAt = System.nanoTime();
        while (true) {
            context.checkpoint();
            try {
                return answer.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = received.getAsLong();
                if (now != seen) {
                    seen = now;
                    movedAt = System.nanoTime();
                } else if (System.nanoTime() - movedAt > patience.toNanos()) {
                    throw new DicomException(server.host() + " does not answer; try again later");
                }
            }
        }
    }

    private IOException fault(IOException fault) {
        Optional<Fingerprint> unknown = fault instanceof SSLException ? trust.refused() : Optional.empty();
        return unknown.<IOException>map(shown -> new UnknownCertificateException(server.host(), shown, fault))
                .orElseGet(() -> told(fault));
    }

    private DicomException told(IOException fault) {
        String words = switch (fault) {
            case ConnectException none -> "there is no connection to " + server.host() + "; check the address";
            case SSLException distrust ->
                server.host() + " cannot be talked to in secret; check that it speaks https: " + distrust.getMessage();
            default -> server.host() + " broke off the connection; try again to go on from there";
        };
        DicomException told = new DicomException(words);
        told.initCause(fault);
        return told;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
