package diffusam.io.dicomweb;

import diffusam.io.dicom.DicomException;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * An image archive on the network, whichever way it is spoken to. Every method blocks, for an io thread; each ends with
 * {@link CancellationException} soon after its job was cancelled, and with a {@link DicomException} whose message is for the
 * user if the archive refuses, breaks off, cannot be reached, or answers with what it should not.
 */
public interface RemoteArchive extends AutoCloseable {
    /** The studies that match, in the archive's order. */
    List<Study> studies(StudyQuery query, JobContext context) throws IOException;

    /** All series of a study. */
    List<Series> series(String studyUid, JobContext context) throws IOException;

    /**
     * Retrieves a series as {@code UID.dcm} files that only their owner may read, each whole or not at all. Files that are there
     * whole are not fetched again.
     *
     * @param folder made if need be
     * @return the files that were fetched, and all that the series has
     */
    Fetched fetch(String studyUid, String seriesUid, Path folder, JobContext context) throws IOException;

    /** Sends DICOM files, and tells of each as soon as the archive has answered. */
    void send(List<Path> files, JobContext context, Consumer<StoreOutcome> told) throws IOException;

    /** Ends what is under way. */
    @Override
    void close();

    /** Files of a series that were fetched now, of those that are there now. */
    record Fetched(int now, int all) {
        /** In words, for the user. */
        public String into(Path folder) {
            return "fetched " + now + " of " + all + " objects into " + folder
                    + (now < all ? "; the others were there" : "");
        }
    }
}
