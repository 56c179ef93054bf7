package diffusam.io.dcm4che;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomFolder;
import diffusam.io.dicom.Instance;
import diffusam.io.dicomweb.Inbox;
import diffusam.io.dicomweb.Piece;
import diffusam.io.dicomweb.RemoteArchive.Fetched;
import diffusam.io.dicomweb.Series;
import diffusam.io.dicomweb.StoreOutcome;
import diffusam.io.dicomweb.Study;
import diffusam.io.dicomweb.StudyQuery;
import diffusam.io.dimse.Dimse;
import diffusam.io.dimse.DimseArchive;
import diffusam.io.dimse.Peer;
import diffusam.io.dimse.Reception;
import diffusam.io.dimse.Title;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Orthanc as Debian packages it, on loopback. */
class DimseTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Title US = new Title("DIFFUSAM");
    private static final int SLICES = 6;
    private static final int STARTING_MILLIS = 60_000;
    private static final StudyQuery CT = new StudyQuery("", "", Optional.empty(), Optional.empty(), "CT", 50);

    private final Dimse dimse = Dimse.installed().orElseThrow();

    @TempDir
    private Path folder;

    private int port;
    private int ourPort;
    private @Nullable Process server;
    private Piece piece = new Piece(List.of());

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(PROGRAM), "Orthanc is not installed: apt-get install orthanc");
        piece = Piece.of(folder.resolve("source"), SLICES);
        port = freePort();
        ourPort = freePort();
        String settings =
                """
                {"StorageDirectory": "%1$s", "IndexDirectory": "%1$s", "HttpServerEnabled": false, "DicomPort": %2$d,
                 "DicomAet": "ORTHANC", "DicomCheckCalledAet": true, "Plugins": [],
                 "DicomModalities": {"us": ["DIFFUSAM", "127.0.0.1", %3$d]}}
                """
                        .formatted(folder.resolve("db"), port, ourPort);
        Path file = Files.writeString(folder.resolve("orthanc.json"), settings);
        server = new ProcessBuilder(PROGRAM.toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orthanc.log").toFile())
                .start();
        awaitServer();
    }

    private void awaitServer() throws Exception {
        long end = System.currentTimeMillis() + STARTING_MILLIS;
        while (System.currentTimeMillis() < end) {
            try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("Orthanc does not start: " + Files.readString(folder.resolve("orthanc.log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    private DimseArchive archive(Title title, Title own) {
        return dimse.archive(new Peer(title, "localhost", port), own);
    }

    private DimseArchive archive() {
        return archive(new Title("ORTHANC"), US);
    }

    @Test
    void itAnswersToItsTitleOnly() throws Exception {
        try (DimseArchive right = archive();
                DimseArchive wrong = archive(new Title("OTHER"), US)) {
            right.echo(JobContext.silent());
            DicomException refusal = assertThrows(DicomException.class, () -> wrong.echo(JobContext.silent()));
            assertTrue(String.valueOf(refusal.getMessage()).endsWith("this is not its title"), refusal::getMessage);
        }
    }

    @Test
    void aSeriesGoesThereIsFoundAndComesBackBothWays() throws Exception {
        try (DimseArchive archive = archive()) {
            Series series = storedSeries(archive);
            assertEquals("CT", series.modality());
            assertEquals("Archived", series.description());
            assertEquals(Integer.toString(SLICES), series.instances());
            StudyQuery other = new StudyQuery("nobody", "", Optional.empty(), Optional.empty(), "", 50);
            assertEquals(List.of(), archive.studies(other, JobContext.silent()));

            Path got = folder.resolve("got");
            assertEquals(new Fetched(SLICES, SLICES), get(archive, series, got, JobContext.silent()));
            assertSame(got);

            Path moved = folder.resolve("moved");
            Set<Path> told = ConcurrentHashMap.newKeySet();
            try (Reception reception =
                    dimse.receive(US, Optional.of(new Title("ORTHANC")), ourPort, Inbox.at(moved), told::add)) {
                assertEquals(ourPort, reception.port());
                assertEquals(SLICES, archive.move(series.studyUid(), series.uid(), US, JobContext.silent()));
            }
            assertEquals(SLICES, told.size());
            assertSame(moved);
        }
    }

    @Test
    void whatIsMissingIsFetchedAfterACancel() throws Exception {
        Path out = folder.resolve("out");
        try (DimseArchive archive = archive()) {
            Series series = storedSeries(archive);
            assertThrows(CancellationException.class, () -> get(archive, series, out, new CancelAfter(1)));
            get(archive, series, out, JobContext.silent());
            assertSame(out);
            Files.delete(out.resolve(Instance.of(piece.files().getFirst()).uid() + ".dcm"));
            assertEquals(new Fetched(1, SLICES), get(archive, series, out, JobContext.silent()));
            assertSame(out);
        }
    }

    @Test
    void aListenerTakesObjectsFromItsSenderOnly() throws Exception {
        Path out = folder.resolve("out");
        Peer here = new Peer(US, "localhost", ourPort);
        try (Reception reception =
                        dimse.receive(US, Optional.of(new Title("FRIEND")), ourPort, Inbox.at(out), file -> {});
                DimseArchive friend = dimse.archive(here, new Title("FRIEND"));
                DimseArchive stranger = dimse.archive(here, new Title("STRANGER"))) {
            friend.send(piece.files(), JobContext.silent(), outcome -> assertTrue(outcome.stored(), outcome::note));
            DicomException refusal = assertThrows(
                    DicomException.class, () -> stranger.send(piece.files(), JobContext.silent(), outcome -> {}));
            assertTrue(String.valueOf(refusal.getMessage()).contains("does not know our title"), refusal::getMessage);
            assertThrows(
                    DicomException.class,
                    () -> dimse.receive(US, Optional.empty(), reception.port(), Inbox.at(out), file -> {}));
        }
        assertSame(out);
    }

    @Test
    void anArchiveThatIsGoneIsNamed() throws Exception {
        stop();
        try (DimseArchive archive = archive()) {
            DicomException refusal = assertThrows(DicomException.class, () -> archive.echo(JobContext.silent()));
            assertEquals(
                    "ORTHANC@localhost:" + port + " cannot be reached: nothing listens there", refusal.getMessage());
        }
    }

    private Series storedSeries(DimseArchive archive) throws IOException {
        List<StoreOutcome> outcomes = new ArrayList<>();
        archive.send(piece.files(), JobContext.silent(), outcomes::add);
        assertTrue(outcomes.stream().allMatch(StoreOutcome::stored), outcomes::toString);
        List<Study> studies = archive.studies(CT, JobContext.silent());
        assertEquals(1, studies.size());
        return archive.series(studies.getFirst().uid(), JobContext.silent()).getFirst();
    }

    private static Fetched get(DimseArchive archive, Series series, Path out, JobContext context) throws IOException {
        return archive.fetch(series.studyUid(), series.uid(), out, context);
    }

    private void assertSame(Path out) throws IOException {
        var sent = DicomFolder.scan(folder.resolve("source")).series().getFirst().read();
        var back = DicomFolder.scan(out).series().getFirst().read();
        for (int k = 0; k < SLICES; k++) {
            assertEquals(-1, back.storedSlice(k).mismatch(sent.storedSlice(k)));
        }
        assertEquals(sent.grid(), back.grid());
    }

    /** Cancels once so many objects have come. */
    private static final class CancelAfter implements JobContext {
        private final int objects;
        private boolean cancelled;

        CancelAfter(int objects) {
            this.objects = objects;
        }

        @Override
        public void report(Progress progress) {
            cancelled = progress.stage().equals("Fetching") && progress.done() >= objects;
        }

        @Override
        public void checkpoint() {
            if (cancelled) {
                throw new CancellationException();
            }
        }
    }
}
