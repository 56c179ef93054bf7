package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.Instance;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends files to be stored (STOW-RS), one a request, so that each has its own answer. */
final class Storing {
    private static final String FAILED = "00081198";
    private static final String STORED = "00081199";
    private static final String INSTANCE = "00081155";
    private static final String WARNING = "00081196";
    private static final String REASON = "00081197";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;

    private final Connection connection;

    Storing(Connection connection) {
        this.connection = connection;
    }

    StoreOutcome send(Path file, JobContext context) throws IOException {
        Instance instance = Instance.of(file);
        String boundary = UUID.randomUUID().toString();
        String type = "multipart/related; type=\"application/dicom\"; boundary=" + boundary;
        HttpResponse<byte[]> answer =
                connection.post(connection.server().at("/studies"), type, body(file, boundary), context);
        return switch (answer.statusCode()) {
            case OK, ACCEPTED, CONFLICT -> outcome(file, instance, answer.body());
            default -> throw connection.refusal(answer.statusCode());
        };
    }

    private static BodyPublisher body(Path file, String boundary) throws IOException {
        return BodyPublishers.concat(
                BodyPublishers.ofString("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n"),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }

    /** A success is one only if the object is named among those stored and not among those that failed. */
    private StoreOutcome outcome(Path file, Instance instance, byte[] json) throws IOException {
        List<JsonDataSet> sets = answered(json);
        Optional<JsonDataSet> failed = named(sets, FAILED, instance);
        if (failed.isPresent()) {
            return StoreOutcome.refused(file, code(failed.get(), REASON));
        }
        Optional<JsonDataSet> stored = named(sets, STORED, instance);
        if (stored.isEmpty()) {
            return new StoreOutcome(file, false, "the server does not say that it stored it");
        }
        return StoreOutcome.accepted(file, code(stored.get(), WARNING));
    }

    /** What is no DICOM JSON says nothing of the object. */
    private List<JsonDataSet> answered(byte[] json) throws IOException {
        try {
            return JsonDataSet.all(json, connection.server().host());
        } catch (DicomException e) {
            return List.of();
        }
    }

    private static Optional<JsonDataSet> named(List<JsonDataSet> sets, String sequence, Instance instance) {
        return sets.stream()
                .flatMap(set -> set.items(sequence).stream())
                .filter(item -> item.text(INSTANCE).equals(instance.uid()))
                .findFirst();
    }

    private static int code(JsonDataSet item, String tag) {
        String text = item.text(tag);
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }
}
