package diffusam.io.dimse;

import diffusam.io.dicomweb.Inbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Speaks DIMSE, unencrypted as most archives want it. Found as a service: builds without dcm4che have none. */
public interface Dimse {
    /** What to say where there is none: what is lacking, and how to get it. */
    String LACKING =
            "this build has no DIMSE, which needs dcm4che: build with 'mvn -Pdcm4che', as the README says, or use"
                    + " DICOMweb";

    /** The adapter, if this build has one. */
    static Optional<Dimse> installed() {
        return ServiceLoader.load(Dimse.class).findFirst();
    }

    /** An archive that has not been spoken to yet; the caller closes it. */
    DimseArchive archive(Peer archive, Title own);

    /**
     * Takes in what others store here (C-STORE), until the reception is closed. Answers C-ECHO, too.
     *
     * @param own the only name that is answered to
     * @param from whose objects are taken; all callers' if empty
     * @param port from 1 to 65535
     * @param told hears of each object that was kept, on a thread of the network
     * @throws IOException if the port cannot be had
     */
    Reception receive(Title own, Optional<Title> from, int port, Inbox inbox, Consumer<Path> told) throws IOException;
}
