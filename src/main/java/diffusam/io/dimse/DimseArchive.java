package diffusam.io.dimse;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicomweb.DicomWeb.Fetched;
import diffusam.io.dicomweb.Series;
import diffusam.io.dicomweb.StoreOutcome;
import diffusam.io.dicomweb.Study;
import diffusam.io.dicomweb.StudyQuery;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * An archive that speaks DIMSE. Every method blocks, for an io thread; each ends with {@link CancellationException} soon after
 * its job was cancelled, and with a {@link DicomException} whose message is for the user if the archive refuses, breaks off, or
 * cannot be reached.
 */
public interface DimseArchive extends AutoCloseable {
    /** Asks whether the archive is there and speaks with us (C-ECHO). */
    void echo(JobContext context) throws IOException;

    /** The studies that match (C-FIND), in the archive's order. */
    List<Study> studies(StudyQuery query, JobContext context) throws IOException;

    /** All series of a study (C-FIND). */
    List<Series> series(String studyUid, JobContext context) throws IOException;

    /**
     * Retrieves a series over the connection that asks for it (C-GET), as {@code UID.dcm} files that only their owner may read,
     * each whole or not at all. Files that are there whole are not fetched again.
     *
     * @param folder made if need be
     */
    Fetched get(String studyUid, String seriesUid, Path folder, JobContext context) throws IOException;

    /**
     * Has the archive send a series to a program whose address it knows (C-MOVE).
     *
     * @return how many objects the archive says it sent
     */
    int move(String studyUid, String seriesUid, Title destination, JobContext context) throws IOException;

    /** Sends DICOM files (C-STORE), and tells of each as soon as the archive has answered. */
    void send(List<Path> files, JobContext context, Consumer<StoreOutcome> told) throws IOException;

    /** Ends what is under way. */
    @Override
    void close();
}
