package diffusam.io.dicomweb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomFolder;
import diffusam.io.dicom.Instance;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Orthanc with its DICOMweb plugin, as Debian packages them (orthanc, orthanc-dicomweb), on loopback. */
class OrthancTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final int SLICES = 6;
    private static final long START_SECONDS = 60;
    private static final StudyQuery ALL = new StudyQuery("", "", Optional.empty(), Optional.empty(), "CT", 50);

    @TempDir
    private Path folder;

    private int port;
    private @Nullable Process server;
    private Piece piece = new Piece(List.of());

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Files.isExecutable(PROGRAM) && Files.exists(PLUGIN),
                "Orthanc is not installed: apt-get install orthanc orthanc-dicomweb");
        piece = Piece.of(folder.resolve("source"), SLICES);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        launch();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSeriesGoesThereIsFoundAndComesBack() throws Exception {
        try (DicomWeb web = web("right")) {
            List<StoreOutcome> outcomes = new ArrayList<>();
            web.send(piece.files(), JobContext.silent(), outcomes::add);
            assertTrue(outcomes.stream().allMatch(StoreOutcome::stored), outcomes::toString);
            Series series = onlySeries(web);
            assertEquals("CT", series.modality());
            assertEquals("Archived", series.description());
            assertEquals(Integer.toString(SLICES), series.instances());
            StudyQuery other = new StudyQuery("nobody", "", Optional.empty(), Optional.empty(), "", 50);
            assertEquals(List.of(), web.studies(other, JobContext.silent()));
            Path out = folder.resolve("out");
            assertEquals(SLICES, fetch(web, series, out, JobContext.silent()).now());
            assertSamePixels(out);
            assertEquals(0, fetch(web, series, out, JobContext.silent()).now());
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (DicomWeb web = web("wrong")) {
            DicomException refusal = assertThrows(DicomException.class, () -> web.studies(ALL, JobContext.silent()));
            assertTrue(String.valueOf(refusal.getMessage()).contains("HTTP 401"), refusal::getMessage);
        }
    }

    @Test
    void whenItDiesHalfWayTheRestIsFetchedOnceItIsBack() throws Exception {
        Path out = folder.resolve("out");
        try (DicomWeb web = web("right")) {
            web.send(piece.files(), JobContext.silent(), outcome -> assertTrue(outcome.stored(), outcome::note));
            Series series = onlySeries(web);
            assertThrows(DicomException.class, () -> fetch(web, series, out, new KillAfter(2)));
            try (var files = Files.list(out)) {
                assertEquals(
                        2,
                        files.filter(file -> file.toString().endsWith(".dcm")).count());
            }
            launch();
            assertEquals(
                    SLICES - 2, fetch(web, series, out, JobContext.silent()).now());
            assertSamePixels(out);
        }
    }

    /** Kills the server once so many objects have come. */
    private final class KillAfter implements JobContext {
        private final int objects;

        KillAfter(int objects) {
            this.objects = objects;
        }

        @Override
        public void report(Progress progress) {
            if (progress.done() == objects) {
                try {
                    stop();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void checkpoint() {}
    }

    private void assertSamePixels(Path out) throws IOException {
        var sent =
                DicomFolder.scan(folder.resolve("source")).series().getFirst().read();
        var back = DicomFolder.scan(out).series().getFirst().read();
        for (int k = 0; k < SLICES; k++) {
            assertEquals(-1, back.storedSlice(k).mismatch(sent.storedSlice(k)));
        }
        for (Path file : piece.files()) {
            assertArrayEquals(
                    Files.readAllBytes(file),
                    Files.readAllBytes(out.resolve(Instance.of(file).uid() + ".dcm")));
        }
    }

    private static DicomWeb.Fetched fetch(DicomWeb web, Series series, Path out, JobContext context)
            throws IOException {
        return web.fetch(series.studyUid(), series.uid(), out, context);
    }

    private static Series onlySeries(DicomWeb web) throws IOException {
        List<Study> studies = web.studies(ALL, JobContext.silent());
        assertEquals(1, studies.size());
        return web.series(studies.getFirst().uid(), JobContext.silent()).getFirst();
    }

    private DicomWeb web(String password) {
        return new DicomWeb(
                ServerAddress.of("http://127.0.0.1:" + port + "/dicom-web", false),
                Credentials.basic("tester", password));
    }

    private void launch() throws Exception {
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                {"StorageDirectory": "%1$s/store", "IndexDirectory": "%1$s/store", "HttpPort": %2$d,
                "RemoteAccessAllowed": false, "DicomServerEnabled": false, "AuthenticationEnabled": true,
                "RegisteredUsers": {"tester": "right"}, "Plugins": ["%3$s"]}
                """.formatted(folder, port, PLUGIN));
        Process started = new ProcessBuilder(PROGRAM.toString(), config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orthanc.log").toFile())
                .start();
        server = started;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            assertTrue(started.isAlive() && System.nanoTime() < end, () -> "no start, see " + folder);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean answers() {
        try (DicomWeb web = web("right")) {
            web.studies(ALL, JobContext.silent());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
