package diffusam.foundation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine's loopback. */
class ModelDownloadTest {
    @TempDir
    Path folder;

    private final byte[] served = FakeCheckpoints.bytes("fake", "note");
    private FileServer server;
    private ModelStore store;
    private PublishedModel model;

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer("fake.safetensors", served);
        store = new ModelStore(folder, List.of(new FakeCheckpoints(server.address())));
        model = store.published().getFirst();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theFileArrivesWholeWithItsChecksumNoted() throws IOException {
        List<Long> progress = new ArrayList<>();
        Path file = download(Optional.empty()).run((done, total) -> {
            assertEquals(served.length, total);
            progress.add(done);
        });
        assertArrayEquals(served, Files.readAllBytes(file));
        assertEquals((long) served.length, progress.getLast());
        assertEquals(Optional.of(Checksum.of(file)), Checksum.pinned(file));
        assertEquals(
                List.of("fake"), store.list().stream().map(InstalledModel::name).toList());
    }

    @Test
    void aCancelledDownloadGoesOnFromWhereItWas() throws IOException {
        assertThrows(
                CancellationException.class,
                () -> download(Optional.empty()).run((done, total) -> {
                    throw new CancellationException();
                }));
        assertEquals(List.of(), store.list());
        long have = Files.size(folder.resolve("fake.safetensors.part"));
        assertTrue(have > 0 && have < served.length, "kept " + have);
        Path file = download(Optional.empty()).run((done, total) -> {});
        assertArrayEquals(served, Files.readAllBytes(file));
        assertEquals("bytes=" + have + "-", server.ranges().getLast());
    }

    @Test
    void aWrongChecksumIsNotInstalled() throws IOException {
        String wanted = "0".repeat(64);
        String refusal = refusal(Optional.of(wanted));
        assertTrue(refusal.contains("instead of " + wanted + "; it was not installed"), refusal);
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void anythingButACheckpointIsNotInstalled() throws IOException {
        server.serve(Arrays.copyOf("<html>not found</html>".getBytes(StandardCharsets.UTF_8), 2000));
        assertTrue(refusal(Optional.empty()).startsWith("fake.safetensors.part: "), refusal(Optional.empty()));
        assertEquals(List.of(), store.list());
    }

    @Test
    void aRefusingServerIsNamed() {
        server.forget();
        assertTrue(refusal(Optional.empty()).startsWith("fake could not be downloaded: the server answered 404 for "));
    }

    @Test
    void withoutAConnectionTheUserIsToldWhatToDo() {
        server.close();
        assertEquals(
                "fake could not be downloaded: there is no connection to localhost; download " + server.address()
                        + " elsewhere and import it",
                refusal(Optional.empty()));
    }

    private ModelDownload download(Optional<String> sha256) {
        return new ModelDownload(store, model, sha256);
    }

    private String refusal(Optional<String> sha256) {
        return assertThrows(IOException.class, () -> download(sha256).run((done, total) -> {}))
                .getMessage();
    }
}
