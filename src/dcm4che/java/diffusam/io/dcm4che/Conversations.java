package diffusam.io.dcm4che;

import diffusam.io.dicomweb.Inbox;
import diffusam.io.dimse.Peer;
import diffusam.io.dimse.Title;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.service.BasicCStoreSCP;

/** The conversations with an archive that are under way, so that they can be ended from another thread. */
final class Conversations implements AutoCloseable {
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();

    /** One in which nothing comes back but answers. */
    Conversation about(AAssociateRQ proposal, Peer peer, Title own) throws IOException {
        return begin(proposal, peer, own, new BasicCStoreSCP(), new AtomicInteger());
    }

    /** One in which objects of these classes come back into a folder. */
    Conversation retrieving(Collection<String> classes, Peer peer, Title own, Inbox inbox) throws IOException {
        AAssociateRQ proposal = Proposal.retrieval(UID.StudyRootQueryRetrieveInformationModelGet, classes);
        AtomicInteger received = new AtomicInteger();
        return begin(proposal, peer, own, new Storage(inbox, file -> received.incrementAndGet()), received);
    }

    private Conversation begin(
            AAssociateRQ proposal, Peer peer, Title own, BasicCStoreSCP storage, AtomicInteger received)
            throws IOException {
        Station station = Station.asking(own, storage);
        try {
            Conversation begun =
                    new Conversation(station, station.call(peer, proposal), peer, received, open::remove);
            open.add(begun);
            return begun;
        } catch (IOException | RuntimeException e) {
            station.close();
            throw e;
        }
    }

    @Override
    public void close() {
        open.forEach(Conversation::breakOff);
    }
}
