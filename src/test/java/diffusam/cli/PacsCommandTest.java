package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import diffusam.io.dicom.Instance;
import diffusam.io.dicomweb.Piece;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on loopback that has one study with one object, and stores none but that. */
class PacsCommandTest {
    private static final String VARIABLE = "PATH"; // any that is set

    @TempDir
    private Path folder;

    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;
    private String url = "";
    private List<Path> files = List.of();
    private String uid = "";

    @BeforeEach
    void serve() throws IOException {
        files = Piece.of(folder.resolve("source"), 2).files();
        uid = Instance.of(files.getFirst()).uid();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        url = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String path = exchange.getRequestURI().getPath();
        byte[] body = switch (path) {
            case "/studies" ->
                exchange.getRequestMethod().equals("POST")
                        ? json("{'00081199':{'Value':[{'00081155':{'Value':['" + uid + "']}}]}}")
                        : json("[{'0020000D':{'Value':['1.2']},'00100010':{'Value':[{'Alphabetic':'Doe^J'}]},"
                                + "'00100020':{'Value':['P1']},'00080020':{'Value':['20240531']}}]");
            case "/studies/1.2/series" ->
                json("[{'0020000E':{'Value':['1.2.3']},'00080060':{'Value':['CT']},'00201209':{'Value':[1]}},"
                        + "{'0020000E':{'Value':['1.2.4']},'00080060':{'Value':['SEG']}}]");
            case "/studies/1.2/series/1.2.3/instances" -> json("[{'00080018':{'Value':['" + uid + "']}}]");
            default -> Files.readAllBytes(files.getFirst());
        };
        exchange.getResponseHeaders().set("Content-Type", "application/dicom");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aSearchListsWhatFetchAsksFor() {
        Ran ran = run("search", "--patient-id", "P1", "--from", "2024-01-01", "--modality", "ct");
        assertEquals(0, ran.exitCode(), ran::err);
        assertEquals(
                List.of("20240531  Doe^J  (P1)  ", "  --study 1.2", "  --series 1.2.3  CT \"\", objects: 1"),
                ran.out().lines().toList());
    }

    @Test
    void aSeriesIsFetchedOnce() throws IOException {
        Path out = folder.resolve("out");
        String[] words = {"fetch", "--study", "1.2", "--series", "1.2.3", "--out", out.toString()};
        assertEquals("fetched 1 of 1 objects into " + out, run(words).out().strip());
        assertEquals(
                "fetched 0 of 1 objects into " + out + "; the others were there",
                run(words).out().strip());
        assertEquals(-1, Files.mismatch(files.getFirst(), out.resolve(uid + ".dcm")));
    }

    @Test
    void whatTheServerDoesNotConfirmWasNotStored() {
        Ran ran = run("send", files.getFirst().toString(), files.getLast().toString());
        assertEquals(1, ran.exitCode());
        assertEquals(
                List.of(
                        "stored " + files.getFirst(),
                        "not stored " + files.getLast() + ": the server does not say that it stored it"),
                ran.out().lines().toList());
        assertEquals("error: 1 of 2 files were not stored", ran.errLines().getLast());
    }

    @Test
    void aSecretComesFromTheEnvironmentAndIsNotShown() {
        Ran ran = run("search", "--token", "--secret-variable", VARIABLE);
        assertEquals(0, ran.exitCode(), ran::err);
        assertEquals("Bearer " + System.getenv(VARIABLE), authorizations.getFirst());
        assertFalse((ran.out() + ran.err()).contains(System.getenv(VARIABLE)));
    }

    @Test
    void misuseIsOneSentence() {
        refused(
                "error: there is no password: set the variable NOT_SET_HERE of the environment",
                "search",
                "--user",
                "ann",
                "--secret-variable",
                "NOT_SET_HERE");
        refused("error: --user and --token exclude each other", "search", "--user", "ann", "--token");
        refused("error: --remember and --forget are about the secret", "search", "--remember");
        refused("error: --trust: a certificate's SHA-256 has 64", "search", "--trust", "12:34");
        refused("error: the first day is after the last", "search", "--from", "2024-02-01", "--to", "2024-01-01");
        refused("error: gone.dcm is no file", "send", "gone.dcm");
        url = "http://archive.example";
        refused("error: --url http is not encrypted", "search");
        assertEquals(List.of(), authorizations);
    }

    private void refused(String sentence, String... words) {
        Ran ran = run(words);
        assertEquals(1, ran.exitCode(), ran::err);
        assertTrue(ran.errLines().getLast().startsWith(sentence), ran::err);
    }

    private Ran run(String... words) {
        List<String> args = new ArrayList<>(List.of("pacs"));
        args.addAll(List.of(words));
        args.addAll(2, List.of("--url", url));
        return Ran.of(new NearestSeedEngine(), args.toArray(String[]::new));
    }
}
