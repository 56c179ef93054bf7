package diffusam.io.dicomweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final StudyQuery ALL = new StudyQuery("", "", Optional.empty(), Optional.empty(), "", 50);

    @Test
    void everyConditionIsAskedForAndEveryFieldIsRead() throws IOException {
        String answer = """
                [{"0020000D":{"vr":"UI","Value":["1.2"]},"00100020":{"vr":"LO","Value":["P 1"]},
                "00100010":{"vr":"PN","Value":[{"Alphabetic":"Doe^J"}]},"00080020":{"vr":"DA","Value":["20240531"]},
                "00081030":{"vr":"LO","Value":["a\\u001b[2Jb"]}}, {"0020000D":{"vr":"UI","Value":["1.3"]},
                "00100010":{"vr":"PN"}, "00100020":{"vr":"LO","Value":[null]}}]""";
        try (StubArchive archive = new StubArchive(e -> StubArchive.json(e, 200, answer));
                DicomWeb web = archive.client(Credentials.basic("ann", "sec:ret"))) {
            StudyQuery query =
                    new StudyQuery("P 1&x", "Doe*", Optional.of(LocalDate.of(2024, 5, 1)), Optional.empty(), "CT", 7);
            List<Study> studies = web.studies(query, JobContext.silent());
            assertEquals(new Study("1.2", "P 1", "Doe^J", "20240531", "a?[2Jb"), studies.getFirst());
            assertEquals("1.3", studies.getLast().uid());
            assertEquals("", studies.getLast().patientName());
            assertEquals(
                    "/studies?ModalitiesInStudy=CT&PatientID=P%201%26x&PatientName=Doe%2A&StudyDate=20240501-"
                            + "&includefield=00081030&limit=7",
                    archive.asked().getFirst());
            assertEquals("Basic YW5uOnNlYzpyZXQ=", archive.authorizations().getFirst());
        }
    }

    @Test
    void aTokenIsSentAsOne() throws IOException {
        try (StubArchive archive = new StubArchive(e -> StubArchive.json(e, 204, ""));
                DicomWeb web = archive.client(Credentials.bearer("abc"))) {
            assertEquals(List.of(), web.studies(ALL, JobContext.silent()));
            assertEquals(List.of("Bearer abc"), archive.authorizations());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, asks who you are",
        "403, does not allow",
        "404, has nothing there",
        "302, has moved",
        "500, could not do it",
        "503, is busy"
    })
    void aRefusalIsOneSentence(int status, String words) throws IOException {
        try (StubArchive archive = new StubArchive(e -> {
                    e.getResponseHeaders().set("Location", "/elsewhere");
                    StubArchive.json(e, status, "{}");
                });
                DicomWeb web = archive.client(Credentials.NONE)) {
            String told = refusal(web);
            assertTrue(told.contains(words) && told.contains("(HTTP " + status + ")"), told);
            assertEquals(1, archive.asked().size(), "followed elsewhere");
        }
    }

    @Test
    void aWrongSecretIsSaidAndNotShown() throws IOException {
        try (StubArchive archive = new StubArchive(e -> StubArchive.json(e, 401, ""));
                DicomWeb web = archive.client(Credentials.basic("ann", "hunter2"))) {
            String told = refusal(web);
            assertTrue(told.contains("does not accept the name or secret"), told);
            assertFalse(told.contains("hunter2"));
        }
        assertFalse(Credentials.bearer("hunter2").toString().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[1]", "\"x\"", "[{", " "})
    void whatIsNoDicomJsonIsRefused(String body) throws IOException {
        try (StubArchive archive = new StubArchive(e -> StubArchive.json(e, 200, body));
                DicomWeb web = archive.client(Credentials.NONE)) {
            assertTrue(refusal(web).contains("check the address"));
        }
    }

    @Test
    void whereNobodyListensThereIsNoConnection() throws IOException {
        StubArchive gone = new StubArchive(e -> {});
        gone.close();
        try (DicomWeb web = gone.client(Credentials.NONE)) {
            assertTrue(refusal(web).startsWith("there is no connection to localhost:"));
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedUntilItIsTrustedByNumber(@TempDir Path folder) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
        server.createContext("/", e -> {
            try (e) {
                StubArchive.json(e, 200, "[]");
            }
        });
        server.start();
        ServerAddress address =
                ServerAddress.of("https://127.0.0.1:" + server.getAddress().getPort(), false);
        Fingerprint other = new Fingerprint("0".repeat(64));
        Fingerprint right = Fingerprint.parse(certificate.fingerprint().toString());
        try (DicomWeb careful = new DicomWeb(address, Credentials.NONE);
                DicomWeb mistaken = new DicomWeb(address, Optional.of(other), Credentials.NONE);
                DicomWeb trusting = new DicomWeb(address, Optional.of(right), Credentials.NONE)) {
            for (DicomWeb web : List.of(careful, mistaken)) {
                UnknownCertificateException refusal =
                        assertThrows(UnknownCertificateException.class, () -> web.studies(ALL, JobContext.silent()));
                assertEquals(right, refusal.shown());
                assertTrue(String.valueOf(refusal.getMessage()).endsWith(right.toString()), refusal::getMessage);
            }
            assertEquals(List.of(), trusting.studies(ALL, JobContext.silent()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void onlyEncryptedOrLocalAddressesAreTaken() {
        for (String good :
                List.of("https://a.example/x/", "http://localhost:80/x", "http://127.0.0.1", "http://[::1]:9/")) {
            assertFalse(ServerAddress.of(good, false).base().toString().endsWith("/"));
        }
        assertEquals("a.example", ServerAddress.of("http://a.example", true).host());
        for (String bad : List.of(
                "http://a.example",
                "http://127.0.0.1.example",
                "ftp://a.example",
                "a.example",
                "https://u:p@a.example",
                "https://a.example?x=1",
                "https://a b",
                "http://localhost.example")) {
            assertThrows(IllegalArgumentException.class, () -> ServerAddress.of(bad, false), bad);
        }
    }

    @Test
    void secretsThatCouldForgeAHeaderAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Credentials.bearer("a\r\nX: y"));
        assertThrows(IllegalArgumentException.class, () -> Credentials.basic("a:b", "c"));
    }

    private static String refusal(DicomWeb web) {
        return String.valueOf(assertThrows(IOException.class, () -> web.studies(ALL, JobContext.silent()))
                .getMessage());
    }
}
