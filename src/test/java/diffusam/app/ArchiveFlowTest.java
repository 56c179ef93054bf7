package diffusam.app;

import static diffusam.app.StudioWindow.await;
import static diffusam.app.StudioWindow.fx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import diffusam.app.ArchivePrompts.GivenSecret;
import diffusam.io.dicom.Instance;
import diffusam.io.dicomweb.Piece;
import diffusam.settings.Archive;
import diffusam.settings.Archive.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeTableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person does with an image archive, in a window without a screen, against a server on loopback. */
class ArchiveFlowTest {
    private static final int SLICES = 5;
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("ann:right".getBytes(StandardCharsets.UTF_8));

    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.ENGLISH, false);

    private final Map<String, Path> objects = new TreeMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int answered = Integer.MAX_VALUE;
    private volatile boolean confirms;
    private HttpServer server;

    @BeforeEach
    void openArchive() throws Exception {
        for (Path file : Piece.of(window.folder().resolve("source"), SLICES).files()) {
            objects.put(Instance.of(file).uid(), file);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        window.prompts.archive = Optional.of(new Archive(
                "Ward", "http://localhost:" + server.getAddress().getPort(), false, Login.PASSWORD, "ann", ""));
        window.prompts.secret = Optional.of(new GivenSecret("right", false));
        window.run("archive");
    }

    @AfterEach
    void closeArchive() {
        never.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aStudyIsFoundFetchedOpenedAndItsLabelsAreSent() throws Exception {
        add();
        fill("#archive-patient-id", "P1");
        click("#archive-search");
        await(() -> said().equals("One study."));
        assertEquals(List.of("secret for Ward"), window.prompts.asked);
        assertTrue(asked.stream().anyMatch(path -> path.contains("PatientID=P1")), asked::toString);
        FoundRow study = table().getRoot().getChildren().getFirst().getValue();
        assertEquals("Doe, Jane", study.name());
        assertEquals("May 31, 2024", study.date());
        assertEquals("CT SEG", study.modality());

        select(1);
        click("#archive-fetch");
        await(() -> window.studio().model().workspace().open().isPresent());
        assertEquals("Fetched 5 of 5 objects.", said());
        OpenStudy open = window.open();
        assertEquals(SLICES, open.grid().extent().nz());
        assertTrue(open.study().source().startsWith(window.folder().resolve("work")), "in the program's own folder");

        fx(() -> {
            window.studio()
                    .model()
                    .workspace()
                    .edit("paint", map -> map.edit().set(3, 2, 1, 1).build());
            return true;
        });
        await(() -> !open.map().labels().isEmpty());
        confirms = true;
        click("#archive-send-SEGMENTATION");
        await(() -> said().equals("The archive says that it stored 1 of 1."));
        assertEquals(List.of("Stored: labels.seg.dcm"), outcomes());
        confirms = false;
        click("#archive-send-STRUCTURES");
        await(() -> said().equals("The archive says that it stored 0 of 1."));
        assertEquals(List.of("Not stored: labels.rtstruct.dcm: the server does not say that it stored it"), outcomes());
        assertEverythingHasAName();
        try (var left = Files.list(window.folder().resolve("work"))) {
            assertFalse(left.anyMatch(path -> path.toString().contains("outbox")), "what was sent is not left behind");
        }
    }

    @Test
    void aFetchIsCancelledAndGoesOnWhereItWas() throws Exception {
        add();
        click("#archive-search");
        await(() -> said().equals("One study."));
        select(1);
        answered = 2;
        click("#archive-fetch");
        Path place = window.folder().resolve("work").resolve("fetched").resolve("1.2.3");
        await(() -> Files.isDirectory(place) && wholeIn(place) == 2);
        assertEverythingHasAName();
        click("#archive-cancel");
        await(() -> said().startsWith("Cancelled."));
        assertTrue(window.studio().model().workspace().open().isEmpty());
        assertEquals(2, wholeIn(place));
        answered = Integer.MAX_VALUE;
        click("#archive-fetch");
        await(() -> window.studio().model().workspace().open().isPresent());
        assertEquals("Fetched 3 of 5 objects.", said());
    }

    @Test
    void aWrongPasswordIsSaidAndAskedForAgain() throws Exception {
        window.prompts.secret = Optional.of(new GivenSecret("wrong", false));
        add();
        click("#archive-search");
        await(() -> said().contains("does not accept the name or secret"));
        window.prompts.secret = Optional.of(new GivenSecret("right", false));
        click("#archive-search");
        await(() -> said().equals("One study."));
        assertEquals(2, window.prompts.asked.size());
        assertFalse(window.preferences.settings().toString().contains("right"), "the settings hold no secret");
    }

    @Test
    void whereNobodyAnswersOneSentenceSaysSo() throws Exception {
        add();
        server.stop(0);
        click("#archive-search");
        await(() -> said().startsWith("there is no connection to localhost:"));
        assertTrue(window.studio().model().notices().items().stream()
                .noneMatch(notice -> notice.kind() == Notices.Kind.ERROR));
    }

    /** Looks at what only a search, a fetch or sending brings into the window. */
    private void assertEverythingHasAName() throws Exception {
        Spoken spoken = new Spoken();
        fx(() -> {
            spoken.look(window.node("#archive-page"));
            return true;
        });
        assertTrue(spoken.things() > 10, "only " + spoken.things() + " controls were looked at");
        assertEquals(List.of(), spoken.nameless());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().toString());
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            byte[] body = path.startsWith("/studies/1.2/series/1.2.3/instances/")
                    ? object(path.substring(path.lastIndexOf('/') + 1))
                    : json(exchange.getRequestMethod().equals("POST") ? stored(sent) : listing(path));
            exchange.getResponseHeaders().set("Content-Type", "application/dicom");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private byte[] object(String uid) throws IOException {
        if (answered-- <= 0) {
            hold(never);
        }
        return Files.readAllBytes(objects.get(uid));
    }

    private static void hold(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String listing(String path) {
        List<String> instances = new ArrayList<>();
        objects.keySet().forEach(uid -> instances.add("{'00080018':{'Value':['" + uid + "']}}"));
        return switch (path) {
            case "/studies" ->
                "[{'0020000D':{'Value':['1.2']},'00100010':{'Value':[{'Alphabetic':'Doe^Jane'}]},"
                        + "'00100020':{'Value':['P1']},'00080020':{'Value':['20240531']}}]";
            case "/studies/1.2/series" ->
                "[{'0020000E':{'Value':['1.2.3']},'00080060':{'Value':['CT']},'00201209':{'Value':[5]}},"
                        + "{'0020000E':{'Value':['1.2.4']},'00080060':{'Value':['SEG']}}]";
            default -> "[" + String.join(",", instances) + "]";
        };
    }

    /** Names the object that came as stored, or says nothing of it. */
    private String stored(byte[] multipart) throws IOException {
        String text = new String(multipart, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("\r\n\r\n") + 4;
        Path file = window.folder().resolve("received.dcm");
        Files.write(file, text.substring(begin, text.lastIndexOf("\r\n--")).getBytes(StandardCharsets.ISO_8859_1));
        String uid = Instance.of(file).uid();
        return confirms ? "{'00081199':{'Value':[{'00081155':{'Value':['" + uid + "']}}]}}" : "{}";
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static long wholeIn(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).count();
        }
    }

    private void add() throws Exception {
        click("#archive-add");
        await(() -> window.preferences.archives.size() == 1);
    }

    private void click(String id) throws Exception {
        await(() -> window.robot.lookup(id).tryQuery().isPresent()
                && !window.robot.lookup(id).queryButton().isDisabled());
        fx(() -> {
            window.robot.lookup(id).queryButton().fire();
            return true;
        });
    }

    private void fill(String id, String text) throws Exception {
        fx(() -> {
            window.robot.lookup(id).queryAs(TextField.class).setText(text);
            return true;
        });
    }

    private void select(int row) throws Exception {
        fx(() -> {
            table().getSelectionModel().select(row);
            return true;
        });
    }

    @SuppressWarnings("unchecked") // the table is the page's
    private TreeTableView<FoundRow> table() {
        return (TreeTableView<FoundRow>) window.robot.lookup("#archive-found").queryAs(TreeTableView.class);
    }

    private String said() throws Exception {
        return fx(
                () -> window.robot.lookup("#archive-said").queryAs(Label.class).getText());
    }

    private List<?> outcomes() throws Exception {
        return fx(() -> List.copyOf(
                window.robot.lookup("#archive-outcomes").queryAs(ListView.class).getItems()));
    }
}
