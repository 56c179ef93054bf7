package diffusam.io.dicomweb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomFolder;
import diffusam.io.dicom.Instance;
import diffusam.io.dicomweb.Orthanc.Login;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * What must hold of a real server. A program of its own, so that server and client can be put in a network of their own:
 * it writes a line for each fact, {@code held} or {@code broken}, a tab, the fact's name, and what went wrong.
 */
final class OrthancFacts {
    private static final int SLICES = 6;

    private final Path folder;
    private final Piece piece;

    private OrthancFacts(Path folder) throws IOException {
        this.folder = folder;
        piece = Piece.of(folder.resolve("source"), SLICES);
    }

    private interface Fact {
        void check(OrthancFacts facts) throws Exception;
    }

    private static Map<String, Fact> all() {
        Map<String, Fact> all = new LinkedHashMap<>();
        all.put("a series goes there, is found and comes back", OrthancFacts::roundTrip);
        all.put("a wrong password is refused", OrthancFacts::wrongPassword);
        all.put("a token opens it and a wrong one does not", OrthancFacts::token);
        all.put("its own certificate is refused until it is trusted by number", OrthancFacts::ownCertificate);
        all.put("when it dies half way the rest is fetched once it is back", OrthancFacts::deathWhileFetching);
        all.put("when it dies while sending nothing counts as stored that is not", OrthancFacts::deathWhileSending);
        all.put("a cancelled fetch goes on where it was", OrthancFacts::cancelled);
        return all;
    }

    /** @param args an empty folder */
    public static void main(String[] args) throws IOException {
        int n = 0;
        for (Map.Entry<String, Fact> fact : all().entrySet()) {
            Path folder = Files.createDirectory(Path.of(args[0]).resolve("fact" + n++));
            StringWriter fault = new StringWriter();
            try {
                fact.getValue().check(new OrthancFacts(folder));
            } catch (Exception | AssertionError e) {
                e.printStackTrace(new PrintWriter(fault));
            }
            String trouble = fault.toString();
            System.out.println((trouble.isEmpty() ? "held\t" : "broken\t") + fact.getKey() + "\t"
                    + trouble.replaceAll("\\s*\\R\\s*", " | "));
        }
    }

    private void roundTrip() throws Exception {
        try (Orthanc server = new Orthanc(folder, Login.PASSWORD);
                DicomWeb web = server.client("right")) {
            Series series = stored(web);
            assertEquals("CT", series.modality());
            assertEquals("Archived", series.description());
            assertEquals(Integer.toString(SLICES), series.instances());
            StudyQuery other = new StudyQuery("nobody", "", Optional.empty(), Optional.empty(), "", 50);
            assertEquals(List.of(), web.studies(other, JobContext.silent()));
            assertEquals(SLICES, fetch(web, series, JobContext.silent()).now());
            assertSamePixels();
            assertEquals(0, fetch(web, series, JobContext.silent()).now());
        }
    }

    private void wrongPassword() throws Exception {
        try (Orthanc server = new Orthanc(folder, Login.PASSWORD);
                DicomWeb web = server.client("wrong")) {
            assertTrue(refusal(web).contains("HTTP 401"));
        }
    }

    private void token() throws Exception {
        try (Orthanc server = new Orthanc(folder, Login.TOKEN);
                DicomWeb right = server.client("right");
                DicomWeb wrong = server.client("wrong")) {
            stored(right);
            assertTrue(refusal(wrong).contains("does not allow this"));
        }
    }

    private void ownCertificate() throws Exception {
        SelfSigned certificate = SelfSigned.in(folder);
        try (Orthanc server = new Orthanc(folder, Login.PASSWORD);
                TlsFront front = new TlsFront(certificate, server.port());
                DicomWeb trusting = over(front, server, Optional.of(certificate.fingerprint()));
                DicomWeb careful = over(front, server, Optional.empty());
                DicomWeb mistaken = over(front, server, Optional.of(new Fingerprint("0".repeat(64))))) {
            assertEquals(
                    SLICES,
                    fetch(trusting, stored(trusting), JobContext.silent()).now());
            assertSamePixels();
            for (DicomWeb web : List.of(careful, mistaken)) {
                UnknownCertificateException refusal = assertThrows(
                        UnknownCertificateException.class, () -> web.studies(Orthanc.ALL, JobContext.silent()));
                assertEquals(certificate.fingerprint(), refusal.shown());
            }
        }
    }

    private static DicomWeb over(TlsFront front, Orthanc server, Optional<Fingerprint> trusted) {
        return new DicomWeb(
                ServerAddress.of("https://127.0.0.1:" + front.port() + "/dicom-web", false),
                trusted,
                server.credentials("right"));
    }

    private void deathWhileFetching() throws Exception {
        try (Orthanc server = new Orthanc(folder, Login.PASSWORD);
                DicomWeb web = server.client("right")) {
            Series series = stored(web);
            DicomException told =
                    assertThrows(DicomException.class, () -> fetch(web, series, after(2, () -> kill(server))));
            assertTrue(String.valueOf(told.getMessage()).contains("127.0.0.1:"), told::getMessage);
            assertEquals(2, whole());
            server.start();
            assertEquals(SLICES - 2, fetch(web, series, JobContext.silent()).now());
            assertSamePixels();
        }
    }

    private void deathWhileSending() throws Exception {
        try (Orthanc server = new Orthanc(folder, Login.PASSWORD);
                DicomWeb web = server.client("right")) {
            List<StoreOutcome> outcomes = new ArrayList<>();
            assertThrows(
                    DicomException.class, () -> web.send(piece.files(), after(2, () -> kill(server)), outcomes::add));
            assertEquals(2, outcomes.stream().filter(StoreOutcome::stored).count());
            assertEquals(2, outcomes.size());
            server.start();
            assertEquals("2", onlySeries(web).instances());
        }
    }

    private void cancelled() throws Exception {
        try (Orthanc server = new Orthanc(folder, Login.PASSWORD);
                DicomWeb web = server.client("right")) {
            Series series = stored(web);
            assertThrows(
                    CancellationException.class,
                    () -> fetch(web, series, after(3, () -> {
                        throw new CancellationException("enough");
                    })));
            assertEquals(3, whole());
            assertEquals(SLICES - 3, fetch(web, series, JobContext.silent()).now());
            assertSamePixels();
        }
    }

    /** Does something once so many objects have come or gone. */
    private static JobContext after(int objects, Runnable action) {
        return new JobContext() {
            @Override
            public void report(Progress progress) {
                if (progress.done() == objects) {
                    action.run();
                }
            }

            @Override
            public void checkpoint() {}
        };
    }

    private static void kill(Orthanc server) {
        try {
            server.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Series stored(DicomWeb web) throws IOException {
        List<StoreOutcome> outcomes = new ArrayList<>();
        web.send(piece.files(), JobContext.silent(), outcomes::add);
        assertEquals(SLICES, outcomes.size());
        assertTrue(outcomes.stream().allMatch(StoreOutcome::stored), outcomes::toString);
        return onlySeries(web);
    }

    private static Series onlySeries(DicomWeb web) throws IOException {
        List<Study> studies = web.studies(Orthanc.ALL, JobContext.silent());
        assertEquals(1, studies.size());
        return web.series(studies.getFirst().uid(), JobContext.silent()).getFirst();
    }

    private DicomWeb.Fetched fetch(DicomWeb web, Series series, JobContext context) throws IOException {
        return web.fetch(series.studyUid(), series.uid(), folder.resolve("out"), context);
    }

    private long whole() throws IOException {
        try (var files = Files.list(folder.resolve("out"))) {
            List<Path> all = files.toList();
            assertFalse(all.isEmpty());
            assertTrue(all.stream().allMatch(file -> file.toString().endsWith(".dcm")), all::toString);
            return all.size();
        }
    }

    private void assertSamePixels() throws IOException {
        var sent =
                DicomFolder.scan(folder.resolve("source")).series().getFirst().read();
        var back = DicomFolder.scan(folder.resolve("out")).series().getFirst().read();
        for (int k = 0; k < SLICES; k++) {
            assertEquals(-1, back.storedSlice(k).mismatch(sent.storedSlice(k)));
        }
        for (Path file : piece.files()) {
            assertArrayEquals(
                    Files.readAllBytes(file),
                    Files.readAllBytes(
                            folder.resolve("out").resolve(Instance.of(file).uid() + ".dcm")));
        }
    }

    private static String refusal(DicomWeb web) {
        return String.valueOf(assertThrows(IOException.class, () -> web.studies(Orthanc.ALL, JobContext.silent()))
                .getMessage());
    }
}
