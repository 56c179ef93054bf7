package diffusam.io.dicomweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import diffusam.io.dicom.DicomException;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
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
    void aCertificateThatNobodyVouchesForIsRefused(@TempDir Path folder) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
        server.createContext("/", e -> StubArchive.json(e, 200, "[]"));
        server.start();
        String url = "https://localhost:" + server.getAddress().getPort();
        try (DicomWeb web = new DicomWeb(ServerAddress.of(url, false), Credentials.NONE)) {
            String told = refusal(web);
            assertTrue(told.contains("does not trust its certificate"), told);
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String line =
                "-genkeypair -alias a -keyalg EC -dname CN=localhost -storepass changeit -storetype PKCS12 -keystore";
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(line.split(" ")));
        command.add(store.toString());
        assertEquals(
                0, new ProcessBuilder(command).redirectErrorStream(true).start().waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
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
        return String.valueOf(assertThrows(DicomException.class, () -> web.studies(ALL, JobContext.silent()))
                .getMessage());
    }
}
