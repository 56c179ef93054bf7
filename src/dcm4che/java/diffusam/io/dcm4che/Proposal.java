package diffusam.io.dcm4che;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.pdu.RoleSelection;

/** What a conversation is to be about: kinds of objects and services, and how they may be encoded. */
final class Proposal {
    private static final String[] PLAIN = {UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian};

    /** Encodings of pixels that the program reads. */
    private static final List<String> PACKED = List.of(
            UID.DeflatedExplicitVRLittleEndian,
            UID.JPEGLosslessSV1,
            UID.JPEGLossless,
            UID.JPEGLSLossless,
            UID.JPEGLSNearLossless,
            UID.JPEG2000Lossless,
            UID.JPEG2000,
            UID.JPEGBaseline8Bit,
            UID.JPEGExtended12Bit,
            UID.RLELossless);

    /** A conversation has no more. */
    private static final int MOST = 128;

    private final AAssociateRQ request = new AAssociateRQ();
    private int contexts;

    /** A conversation about one service. */
    static AAssociateRQ service(String uid) {
        Proposal proposal = new Proposal();
        proposal.add(uid, PLAIN);
        return proposal.request;
    }

    /** A conversation in which objects of these classes come back on the way of the question (C-GET). */
    static AAssociateRQ retrieval(String service, Collection<String> classes) {
        Proposal proposal = new Proposal();
        proposal.add(service, PLAIN);
        for (String one : classes) {
            proposal.request.addRoleSelection(new RoleSelection(one, false, true));
            proposal.add(one, PLAIN);
            if ((PACKED.size() + 1) * classes.size() < MOST) {
                PACKED.forEach(syntax -> proposal.add(one, syntax));
            } else {
                proposal.add(one, PACKED.toArray(String[]::new));
            }
        }
        return proposal.request;
    }

    /** A conversation in which these are sent. */
    static AAssociateRQ sending(Collection<Outgoing> objects) {
        Proposal proposal = new Proposal();
        List<String> seen = new ArrayList<>();
        for (Outgoing object : objects) {
            String key = object.classUid() + " " + object.syntax();
            if (!seen.contains(key)) {
                seen.add(key);
                proposal.add(object.classUid(), object.syntax());
            }
        }
        return proposal.request;
    }

    private void add(String uid, String... syntaxes) {
        if (contexts < MOST) {
            request.addPresentationContext(new PresentationContext(2 * contexts + 1, uid, syntaxes));
            contexts++;
        }
    }
}
