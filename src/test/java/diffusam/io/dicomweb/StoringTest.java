package diffusam.io.dicomweb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.Instance;
import diffusam.jobs.JobContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoringTest {
    @TempDir
    private Path folder;

    private List<Path> files = List.of();

    @BeforeEach
    void write() throws IOException {
        files = Piece.of(folder, 3).files();
    }

    @Test
    void aFileIsSentAsItIs() throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (StubArchive archive = new StubArchive(e -> {
                    String boundary = Multipart.boundary(e.getRequestHeaders().getFirst("Content-Type"))
                            .orElseThrow();
                    new Multipart(new ByteArrayInputStream(e.getRequestBody().readAllBytes()), boundary)
                            .copyFirst(received);
                    StubArchive.json(e, 200, status("00081199", files.getFirst(), ""));
                });
                DicomWeb web = archive.client(Credentials.NONE)) {
            assertEquals(List.of(new StoreOutcome(files.getFirst(), true, "")), send(web, List.of(files.getFirst())));
        }
        assertArrayEquals(Files.readAllBytes(files.getFirst()), received.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({
        "200, stored, true, ''",
        "202, warned, true, 'with a warning, code B000'",
        "202, failed, false, 'the server does not take this kind of object, code 0122'",
        "409, failed, false, 'the server does not take this kind of object, code 0122'",
        "200, both, false, 'the server does not take this kind of object, code 0122'",
        "200, other, false, the server does not say that it stored it",
        "200, empty, false, the server does not say that it stored it",
        "200, page, false, the server does not say that it stored it"
    })
    void aFileIsStoredOnlyIfTheServerSaysSo(int status, String said, boolean stored, String note) throws IOException {
        Path file = files.getFirst();
        String failed = status("00081198", file, ",\"00081197\":{\"vr\":\"US\",\"Value\":[290]}");
        String succeeded = status("00081199", file, "");
        String body = switch (said) {
            case "stored" -> succeeded;
            case "warned" -> status("00081199", file, ",\"00081196\":{\"vr\":\"US\",\"Value\":[45056]}");
            case "failed" -> failed;
            case "both" -> "[" + succeeded + "," + failed + "]";
            case "other" -> status("00081199", files.getLast(), "");
            case "page" -> "<p>done</p>";
            default -> "";
        };
        try (StubArchive archive = new StubArchive(e -> StubArchive.json(e, status, body));
                DicomWeb web = archive.client(Credentials.NONE)) {
            assertEquals(List.of(new StoreOutcome(file, stored, note)), send(web, List.of(file)));
        }
    }

    @Test
    void whatWasStoredBeforeTheServerDiedHasBeenTold() throws IOException {
        List<StoreOutcome> told = new ArrayList<>();
        try (StubArchive archive = new StubArchive(e -> {
                    byte[] body = e.getRequestBody().readAllBytes();
                    if (told.size() == 1) {
                        e.sendResponseHeaders(200, body.length);
                        return; // closed without the body
                    }
                    StubArchive.json(e, 200, status("00081199", files.getFirst(), ""));
                });
                DicomWeb web = archive.client(Credentials.NONE)) {
            DicomException broken =
                    assertThrows(DicomException.class, () -> web.send(files, JobContext.silent(), told::add));
            assertTrue(String.valueOf(broken.getMessage()).contains("broke off"), broken::getMessage);
        }
        assertEquals(List.of(new StoreOutcome(files.getFirst(), true, "")), told);
    }

    @Test
    void whatIsNoDicomIsNotSent() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "private notes");
        try (StubArchive archive = new StubArchive(e -> StubArchive.json(e, 200, ""));
                DicomWeb web = archive.client(Credentials.NONE)) {
            assertThrows(DicomException.class, () -> send(web, List.of(text)));
            assertEquals(List.of(), archive.asked());
        }
    }

    private static List<StoreOutcome> send(DicomWeb web, List<Path> files) throws IOException {
        List<StoreOutcome> told = new ArrayList<>();
        web.send(files, JobContext.silent(), told::add);
        return told;
    }

    private static String status(String sequence, Path file, String more) throws IOException {
        return "{\"" + sequence + "\":{\"vr\":\"SQ\",\"Value\":[{\"00081155\":{\"vr\":\"UI\",\"Value\":[\""
                + Instance.of(file).uid() + "\"]}" + more + "}]}}";
    }
}
