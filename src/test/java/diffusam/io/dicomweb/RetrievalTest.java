package diffusam.io.dicomweb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import diffusam.io.dicom.DicomException;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetrievalTest {
    private static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=\"b-1\"";
    private static final int SLICES = 5;

    @TempDir
    private Path folder;

    private Path out;
    private Map<String, byte[]> objects = Map.of();
    private final CountDownLatch never = new CountDownLatch(1);

    /** What a server may do wrong with an object. */
    private enum Fault {
        NO_END,
        DIES,
        NO_DICOM,
        HALF_AN_OBJECT,
        ANOTHER_OBJECT,
        A_PAGE,
        GONE
    }

    @BeforeEach
    void write() throws IOException {
        objects = Piece.of(folder.resolve("source"), SLICES).objects();
        out = folder.resolve("out");
    }

    @Test
    void aSeriesArrivesByteForByteForItsOwnerAlone() throws IOException {
        List<Progress> progress = new ArrayList<>();
        JobContext context = new JobContext() {
            @Override
            public void report(Progress moment) {
                progress.add(moment);
            }

            @Override
            public void checkpoint() {}
        };
        try (StubArchive archive = new StubArchive(this::serve);
                DicomWeb web = archive.client(Credentials.NONE)) {
            assertEquals(new DicomWeb.Fetched(SLICES, SLICES), web.fetch("1.2", "1.2.3", out, context));
        }
        assertWhole(SLICES);
        assertEquals(Progress.of("Fetching", SLICES, SLICES), progress.getLast());
        if (out.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
            try (var files = Files.list(out)) {
                for (Path file : files.toList()) {
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
        }
    }

    @Test
    void onlyWhatIsMissingOrDamagedIsFetchedAgain() throws IOException {
        try (StubArchive archive = new StubArchive(this::serve);
                DicomWeb web = archive.client(Credentials.NONE)) {
            web.fetch("1.2", "1.2.3", out, JobContext.silent());
            List<String> uids = List.copyOf(objects.keySet());
            Files.delete(out.resolve(uids.get(1) + ".dcm"));
            Files.write(out.resolve(uids.get(3) + ".dcm"), Arrays.copyOf(objects.get(uids.get(3)), 300));
            archive.asked().clear();
            assertEquals(2, web.fetch("1.2", "1.2.3", out, JobContext.silent()).now());
            assertEquals(
                    List.of(uids.get(1), uids.get(3)),
                    archive.asked().stream()
                            .filter(path -> !path.contains("?"))
                            .map(path -> path.substring(path.lastIndexOf('/') + 1))
                            .toList());
        }
        assertWhole(SLICES);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatIsBrokenIsNotKeptAndTheRestIsFetchedLater(Fault fault) throws IOException {
        String broken = List.copyOf(objects.keySet()).get(2);
        try (StubArchive archive = new StubArchive(e -> {
                    if (e.getRequestURI().getPath().endsWith("/" + broken)) {
                        fail(e, fault, objects.get(broken));
                    } else {
                        serve(e);
                    }
                });
                DicomWeb web = archive.client(Credentials.NONE)) {
            String told = String.valueOf(
                    assertThrows(DicomException.class, () -> web.fetch("1.2", "1.2.3", out, JobContext.silent()))
                            .getMessage());
            assertTrue(told.startsWith("localhost:"), told);
            assertWhole(2);
        }
        try (StubArchive archive = new StubArchive(this::serve);
                DicomWeb web = archive.client(Credentials.NONE)) {
            assertEquals(
                    SLICES - 2,
                    web.fetch("1.2", "1.2.3", out, JobContext.silent()).now());
        }
        assertWhole(SLICES);
    }

    private void fail(HttpExchange exchange, Fault fault, byte[] object) throws IOException {
        byte[] whole = multipart(object);
        switch (fault) {
            case NO_END -> StubArchive.answer(exchange, 200, TYPE, Arrays.copyOf(whole, whole.length - 8));
            case DIES -> {
                exchange.getResponseHeaders().set("Content-Type", TYPE);
                exchange.sendResponseHeaders(200, whole.length);
                exchange.getResponseBody().write(whole, 0, whole.length / 2);
                exchange.getResponseBody().flush();
            }
            case NO_DICOM -> StubArchive.answer(exchange, 200, TYPE, multipart(new byte[500]));
            case HALF_AN_OBJECT ->
                StubArchive.answer(exchange, 200, TYPE, multipart(Arrays.copyOf(object, object.length - 20)));
            case ANOTHER_OBJECT ->
                StubArchive.answer(
                        exchange,
                        200,
                        TYPE,
                        multipart(objects.values().iterator().next()));
            case A_PAGE -> StubArchive.answer(exchange, 200, "text/html", "<p>".getBytes(StandardCharsets.UTF_8));
            case GONE -> StubArchive.answer(exchange, 404, "text/plain", new byte[0]);
        }
    }

    @Test
    void aSilentServerCanBeCancelledAndLeavesNothing() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        JobContext context = new JobContext() {
            @Override
            public void report(Progress moment) {}

            @Override
            public void checkpoint() {
                if (asked.getCount() == 0) {
                    throw new CancellationException();
                }
            }
        };
        try (StubArchive archive = new StubArchive(e -> {
                    if (e.getRequestURI().getQuery() != null) {
                        serve(e);
                        return;
                    }
                    asked.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
                DicomWeb web = archive.client(Credentials.NONE)) {
            assertThrows(CancellationException.class, () -> web.fetch("1.2", "1.2.3", out, context));
            assertWhole(0);
        }
    }

    @Test
    void identifiersThatCouldLeadElsewhereAreRefused() throws IOException {
        try (StubArchive archive = new StubArchive(
                        e -> StubArchive.json(e, 200, "[{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"../../x\"]}}]"));
                DicomWeb web = archive.client(Credentials.NONE)) {
            String told = String.valueOf(
                    assertThrows(DicomException.class, () -> web.fetch("1.2", "1.2.3", out, JobContext.silent()))
                            .getMessage());
            assertTrue(told.endsWith("names \"../../x\" where a UID belongs"), told);
            assertThrows(DicomException.class, () -> web.fetch("1/2", "1.2", out, JobContext.silent()));
        }
    }

    @Test
    void aSeriesThatIsNotThereIsSaid() throws IOException {
        try (StubArchive archive = new StubArchive(e -> StubArchive.json(e, 200, "[]"));
                DicomWeb web = archive.client(Credentials.NONE)) {
            assertThrows(DicomException.class, () -> web.fetch("1.2", "1.2.3", out, JobContext.silent()));
            assertTrue(Files.notExists(out));
        }
    }

    @Test
    void aPartEndsAtItsBoundaryAndNowhereElse() throws IOException {
        byte[] tricky = "\r\n\r\n--b-\r\r\n--b-2\n\r\n-\r".getBytes(StandardCharsets.ISO_8859_1);
        for (String preamble : List.of("", "ignored\r\n")) {
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            new Multipart(body(preamble, tricky), "b-1").copyFirst(got);
            assertArrayEquals(tricky, got.toByteArray());
        }
        assertThrows(
                EOFException.class,
                () -> new Multipart(new ByteArrayInputStream("--b-1--".getBytes(StandardCharsets.US_ASCII)), "b-1")
                        .copyFirst(new ByteArrayOutputStream()));
        assertEquals(Optional.of("b-1"), Multipart.boundary(TYPE));
        assertEquals(Optional.of("x"), Multipart.boundary("Multipart/Related;boundary=x; type=y"));
        assertEquals(Optional.empty(), Multipart.boundary("text/plain; boundary=x"));
    }

    private static ByteArrayInputStream body(String preamble, byte[] content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(preamble.getBytes(StandardCharsets.US_ASCII));
        body.write(multipart(content));
        return new ByteArrayInputStream(body.toByteArray());
    }

    /** Answers a search by the identifiers, in two pages, and a retrieval by the object. */
    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        if (query == null) {
            byte[] object = objects.get(path.substring(path.lastIndexOf('/') + 1));
            StubArchive.answer(exchange, 200, TYPE, multipart(object));
        } else {
            long offset = query.contains("offset=3") ? 3 : query.contains("offset=") ? SLICES : 0;
            StubArchive.json(
                    exchange,
                    200,
                    objects.keySet().stream()
                            .skip(offset)
                            .limit(3)
                            .map(uid -> "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"" + uid + "\"]}}")
                            .collect(Collectors.joining(",", "[", "]")));
        }
    }

    private static byte[] multipart(byte[] content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("--b-1\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.write(content);
        body.write("\r\n--b-1--".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    /** The first so many objects are there as they were, and nothing else is. */
    private void assertWhole(int count) throws IOException {
        Map<String, byte[]> there = new TreeMap<>();
        try (var files = Files.list(out)) {
            for (Path file : files.toList()) {
                there.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        assertEquals(
                objects.keySet().stream().limit(count).map(uid -> uid + ".dcm").toList(), List.copyOf(there.keySet()));
        there.forEach((name, bytes) -> assertArrayEquals(objects.get(name.substring(0, name.length() - 4)), bytes));
    }
}
