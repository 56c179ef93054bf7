package diffusam.foundation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Serves one file on this machine's loopback, in parts where a part is asked for. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final String name;
    private final List<String> ranges = new ArrayList<>();
    private volatile byte[] content;

    public FileServer(String name, byte[] content) throws IOException {
        this.name = name;
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/" + name, this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name);
    }

    /** What is served, to be changed at will. */
    public byte[] content() {
        return content;
    }

    void serve(byte[] other) {
        content = other;
    }

    /** The parts that were asked for. */
    List<String> ranges() {
        return ranges;
    }

    /** Answers "not found" from now on. */
    void forget() {
        server.removeContext("/" + name);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        if (range != null) {
            ranges.add(range);
            from = Integer.parseInt(range.replaceAll("\\D", ""));
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(content, from, content.length - from);
        } catch (IOException e) {
            exchange.close(); // the client went away, as a test of cancelling does
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
