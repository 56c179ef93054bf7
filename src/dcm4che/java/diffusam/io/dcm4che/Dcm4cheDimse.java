package diffusam.io.dcm4che;

import diffusam.io.dicomweb.Inbox;
import diffusam.io.dimse.Dimse;
import diffusam.io.dimse.DimseArchive;
import diffusam.io.dimse.Peer;
import diffusam.io.dimse.Reception;
import diffusam.io.dimse.Title;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** DIMSE by dcm4che. */
public final class Dcm4cheDimse implements Dimse {
    @Override
    public DimseArchive archive(Peer archive, Title own) {
        return new Dcm4cheArchive(archive, own);
    }

    @Override
    public Reception receive(Title own, Optional<Title> from, int port, Inbox inbox, Consumer<Path> told)
            throws IOException {
        Station station = Station.listening(own, from, port, new Storage(inbox, told));
        return new Reception() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                station.close();
            }
        };
    }
}
