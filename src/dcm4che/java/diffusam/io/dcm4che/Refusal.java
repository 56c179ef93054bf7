package diffusam.io.dcm4che;

import diffusam.io.dicom.DicomException;
import diffusam.io.dimse.Peer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.NoPresentationContextException;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.AAbort;
import org.dcm4che3.net.pdu.AAssociateRJ;

/** Sentences for what goes wrong between us and a peer. */
final class Refusal {
    private static final int SERVICE_USER = 1;
    private static final int UNKNOWN_CALLER = 3;
    private static final int UNKNOWN_CALLED = 7;

    private Refusal() {}

    static DicomException of(Peer peer, IOException e) {
        return switch (e) {
            case DicomException sentence -> sentence;
            case AAssociateRJ refused -> new DicomException(peer + " refuses to talk: " + reason(refused));
            case AAbort broken -> broken(peer);
            case NoPresentationContextException lacking -> new DicomException(peer + " does not offer this service");
            case UnknownHostException unknown -> new DicomException(peer + " cannot be reached: no such host");
            case ConnectException refused -> new DicomException(peer + " cannot be reached: nothing listens there");
            case NoRouteToHostException lost -> new DicomException(peer + " cannot be reached: no way leads there");
            case SocketTimeoutException late -> new DicomException(peer + " does not answer");
            default -> new DicomException(peer + " cannot be talked to: " + plain(String.valueOf(e.getMessage())));
        };
    }

    /** Some archives do so to those whom they do not know. */
    static DicomException broken(Peer peer) {
        return new DicomException(peer + " broke the conversation off; try again, or have our title entered there");
    }

    private static String reason(AAssociateRJ refused) {
        if (refused.getSource() != SERVICE_USER) {
            return "it is too busy, or does not know this protocol";
        }
        return switch (refused.getReason()) {
            case UNKNOWN_CALLER -> "it does not know our title; name another by --aet, or have ours entered there";
            case UNKNOWN_CALLED -> "this is not its title";
            default -> "it gives no reason";
        };
    }

    /** What a final answer that is no success says. */
    static DicomException of(Peer peer, String service, Attributes answer) {
        int status = answer.getInt(Tag.Status, Status.ProcessingFailure);
        String comment = plain(answer.getString(Tag.ErrorComment, ""));
        String why = status == Status.MoveDestinationUnknown
                ? "it does not know where the destination is; enter it there"
                : comment.isEmpty() ? "it gives no reason" : comment;
        return new DicomException(
                String.format(Locale.ROOT, "%s refuses %s: %s (code %04X)", peer, service, why, status));
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
