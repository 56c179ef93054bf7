package diffusam.io.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS on loopback for a server that does not; Debian's Orthanc 1.10 ends at its first request over TLS. */
final class TlsFront implements AutoCloseable {
    private final SSLServerSocket door;
    private final int behind;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param behind port of the server on loopback */
    TlsFront(SelfSigned certificate, int behind) throws Exception {
        this.behind = behind;
        door = (SSLServerSocket)
                certificate.tls().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    private Void welcome() throws IOException {
        while (true) {
            Socket client = door.accept();
            threads.submit(() -> join(client));
        }
    }

    private Void join(Socket client) throws Exception {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            var there = threads.submit(() -> pass(client.getInputStream(), server.getOutputStream()));
            pass(server.getInputStream(), client.getOutputStream());
            there.cancel(true);
        }
        return null;
    }

    private static Void pass(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[1 << 14];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
