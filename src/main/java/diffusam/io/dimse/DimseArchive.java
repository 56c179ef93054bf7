package diffusam.io.dimse;

import diffusam.io.dicomweb.RemoteArchive;
import diffusam.jobs.JobContext;
import java.io.IOException;

/** An archive that speaks DIMSE: searched by C-FIND, fetched from by C-GET, sent to by C-STORE. */
public interface DimseArchive extends RemoteArchive {
    /** Asks whether the archive is there and speaks with us (C-ECHO). */
    void echo(JobContext context) throws IOException;

    /**
     * Has the archive send a series to a program whose address it knows (C-MOVE).
     *
     * @return how many objects the archive says it sent
     */
    int move(String studyUid, String seriesUid, Title destination, JobContext context) throws IOException;
}
