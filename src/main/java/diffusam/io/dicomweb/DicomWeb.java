package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * A DICOMweb server. Every method blocks, for an io thread; each ends with {@link CancellationException} soon after its job
 * was cancelled, and with a {@link DicomException} whose message is for the user if the server refuses, breaks off, cannot be
 * reached, or answers with what it should not; with an {@link UnknownCertificateException} if it cannot prove
 * who it is, and a {@link LoginRefusedException} if it asks who the user is.
 */
public final class DicomWeb implements RemoteArchive {
    private static final int PAGE = 1000;

    private final Connection connection;

    /** A server that has not been spoken to yet. */
    public DicomWeb(ServerAddress server, Credentials credentials) {
        this(server, Optional.empty(), credentials);
    }

    /** The same, with a certificate that is trusted though nobody vouches for it. */
    public DicomWeb(ServerAddress server, Optional<Fingerprint> trusted, Credentials credentials) {
        connection = new Connection(server, trusted, credentials);
    }

    /** The studies that match (QIDO-RS), in the server's order. */
    @Override
    public List<Study> studies(StudyQuery query, JobContext context) throws IOException {
        return search("/studies", query.parameters(), context).stream()
                .limit(query.limit())
                .map(Study::of)
                .toList();
    }

    /** All series of a study (QIDO-RS). */
    @Override
    public List<Series> series(String studyUid, JobContext context) throws IOException {
        String path = "/studies/" + Uid.of(studyUid, "the study") + "/series";
        Map<String, String> fields = Map.of("includefield", Series.DESCRIPTION + "," + Series.INSTANCES);
        return search(path, fields, context).stream()
                .map(set -> Series.of(studyUid, set))
                .toList();
    }

    /**
     * Retrieves a series (WADO-RS) as {@code UID.dcm} files that only their owner may read, each whole or not at all. Files that
     * are there whole are not fetched again.
     *
     * @param folder made if need be
     * @return the files that were fetched, and all that the series has
     */
    @Override
    public Fetched fetch(String studyUid, String seriesUid, Path folder, JobContext context) throws IOException {
        String path = "/studies/" + Uid.of(studyUid, "the study") + "/series/" + Uid.of(seriesUid, "the series");
        Set<Uid> instances = instances(path, context);
        if (instances.isEmpty()) {
            throw new DicomException(connection.server().host() + " has no such series, or nothing in it");
        }
        int fetched = new Retrieval(connection, path, Inbox.at(folder)).run(List.copyOf(instances), context);
        return new Fetched(fetched, instances.size());
    }

    /** Sends DICOM files (STOW-RS), and tells of each as soon as the server has answered. */
    @Override
    public void send(List<Path> files, JobContext context, Consumer<StoreOutcome> told) throws IOException {
        Storing storing = new Storing(connection);
        for (int n = 0; n < files.size(); n++) {
            context.report(Progress.of("Sending", n, files.size()));
            told.accept(storing.send(files.get(n), context));
        }
        context.report(Progress.of("Sending", files.size(), files.size()));
    }

    /** Servers may answer with less than all; then the rest is asked for until nothing new comes. */
    private Set<Uid> instances(String seriesPath, JobContext context) throws IOException {
        Set<Uid> all = new LinkedHashSet<>();
        int before = -1;
        while (all.size() > before) {
            before = all.size();
            Map<String, String> page =
                    Map.of("limit", Integer.toString(PAGE), "offset", before == 0 ? "" : Integer.toString(before));
            for (JsonDataSet set : search(seriesPath + "/instances", page, context)) {
                all.add(Uid.of(set.text("00080018"), connection.server().host()));
            }
        }
        return all;
    }

    private List<JsonDataSet> search(String path, Map<String, String> parameters, JobContext context)
            throws IOException {
        URI uri = connection.server().at(path, parameters);
        return JsonDataSet.all(
                connection.json(uri, context), connection.server().host());
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        connection.close();
    }
}
