package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Retrieves a series (WADO-RS), one object after the other, into a folder. */
final class Retrieval {
    private static final String ACCEPT = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private final Connection connection;
    private final String seriesPath;
    private final Inbox inbox;

    Retrieval(Connection connection, String seriesPath, Inbox inbox) {
        this.connection = connection;
        this.seriesPath = seriesPath;
        this.inbox = inbox;
    }

    /** Fetches what is not there yet, and returns how many files that were. */
    int run(List<Uid> instances, JobContext context) throws IOException {
        int fetched = 0;
        for (int n = 0; n < instances.size(); n++) {
            context.report(Progress.of("Fetching", n, instances.size()));
            if (!inbox.has(instances.get(n))) {
                fetch(instances.get(n), context);
                fetched++;
            }
        }
        context.report(Progress.of("Fetching", instances.size(), instances.size()));
        return fetched;
    }

    private void fetch(Uid uid, JobContext context) throws IOException {
        Path answer = inbox.scratch(uid);
        try {
            String type = connection.receive(
                    connection.server().at(seriesPath + "/instances/" + uid), ACCEPT, answer, context);
            inbox.keep(uid, host(), out -> unwrap(answer, type, out));
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private void unwrap(Path answer, String type, OutputStream out) throws IOException {
        Optional<String> boundary = Multipart.boundary(type);
        if (boundary.isEmpty() && !type.startsWith("application/dicom") || type.startsWith(Connection.JSON)) {
            throw new DicomException(host() + " answers with \"" + type.replaceAll("\\p{Cntrl}", "?")
                    + "\" instead of DICOM; check the address");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(answer), 1 << 16)) {
            if (boundary.isPresent()) {
                new Multipart(in, boundary.get()).copyFirst(out);
            } else {
                in.transferTo(out);
            }
        }
    }

    private String host() {
        return connection.server().host();
    }
}
