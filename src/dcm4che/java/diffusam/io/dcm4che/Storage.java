package diffusam.io.dcm4che;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicomweb.Inbox;
import diffusam.io.dicomweb.Uid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.dcm4che3.net.service.DicomServiceException;

/** Takes in objects (C-STORE as SCP) as they are encoded on the way. */
final class Storage extends BasicCStoreSCP {
    private final Inbox inbox;
    private final Consumer<Path> told;

    /** @param told hears of each object that was kept, on a thread of the network */
    Storage(Inbox inbox, Consumer<Path> told) {
        this.inbox = inbox;
        this.told = told;
    }

    @Override
    protected void store(
            Association association,
            PresentationContext context,
            Attributes request,
            PDVInputStream data,
            Attributes answer)
            throws IOException {
        String from = association.getRemoteAET();
        try {
            Uid uid = Uid.of(request.getString(Tag.AffectedSOPInstanceUID, ""), from);
            Attributes meta = association.createFileMetaInformation(
                    uid.text(), request.getString(Tag.AffectedSOPClassUID), context.getTransferSyntax());
            told.accept(inbox.keep(uid, from, out -> {
                DicomOutputStream file = new DicomOutputStream(out, UID.ExplicitVRLittleEndian);
                file.writeFileMetaInformation(meta);
                data.copyTo(out);
            }));
        } catch (DicomException e) {
            throw new DicomServiceException(Status.CannotUnderstand, "not a whole object, not kept");
        } catch (IOException e) {
            throw new DicomServiceException(Status.OutOfResources, "cannot be written");
        }
    }
}
