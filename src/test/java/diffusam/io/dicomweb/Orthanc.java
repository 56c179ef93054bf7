package diffusam.io.dicomweb;

import diffusam.jobs.JobContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Orthanc with its DICOMweb plugin, as Debian packages them, on loopback. */
final class Orthanc implements AutoCloseable {
    static final StudyQuery ALL = new StudyQuery("", "", Optional.empty(), Optional.empty(), "CT", 50);
    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final long START_SECONDS = 120;

    private final Path folder;
    private final int port;
    private final Login login;
    private @Nullable Process server;

    /** What the server asks of its clients. */
    enum Login {
        PASSWORD,
        TOKEN
    }

    Orthanc(Path folder, Login login) throws Exception {
        this.folder = folder;
        this.login = login;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.exists(PLUGIN);
    }

    /** A client; of the secrets only "right" is right. */
    DicomWeb client(String secret) {
        return new DicomWeb(ServerAddress.of("http://127.0.0.1:" + port + "/dicom-web", false), credentials(secret));
    }

    Credentials credentials(String secret) {
        return login == Login.TOKEN ? Credentials.bearer(secret) : Credentials.basic("tester", secret);
    }

    int port() {
        return port;
    }

    /** Starts it, again if it was killed, and waits until it answers. */
    void start() throws Exception {
        Process started = new ProcessBuilder(PROGRAM.toString(), configuration().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orthanc.log").toFile())
                .start();
        server = started;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new IOException("no start: " + Files.readString(folder.resolve("orthanc.log")));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Path configuration() throws IOException {
        // the server itself knows no tokens; its filter of requests does
        Path filter = Files.writeString(folder.resolve("token.lua"), """
                function IncomingHttpRequestFilter(method, uri, ip, username, headers)
                  return headers['authorization'] == 'Bearer right'
                end
                """);
        String access = login == Login.TOKEN
                ? "\"AuthenticationEnabled\": false, \"LuaScripts\": [\"" + filter + "\"]"
                : "\"AuthenticationEnabled\": true, \"RegisteredUsers\": {\"tester\": \"right\"}";
        return Files.writeString(folder.resolve("orthanc.json"), """
                {"StorageDirectory": "%1$s/store", "IndexDirectory": "%1$s/store", "HttpPort": %2$d,
                "RemoteAccessAllowed": false, "DicomServerEnabled": false, "Plugins": ["%3$s"], %4$s}
                """.formatted(folder, port, PLUGIN, access));
    }

    private boolean answers() {
        try (DicomWeb web = client("right")) {
            web.studies(ALL, JobContext.silent());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }
}
