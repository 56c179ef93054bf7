package diffusam.app;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicomweb.Credentials;
import diffusam.io.dicomweb.DicomWeb;
import diffusam.io.dicomweb.Fingerprint;
import diffusam.io.dicomweb.RemoteArchive;
import diffusam.io.dicomweb.ServerAddress;
import diffusam.io.dimse.Dimse;
import diffusam.io.dimse.Peer;
import diffusam.io.dimse.Title;
import diffusam.settings.Archive;
import java.util.Optional;

/** The way to an archive: DICOMweb, or DIMSE where the address begins with {@code dicom://}. */
final class ArchiveLink {
    private static final String DIMSE = "dicom://";

    private ArchiveLink() {}

    /** Opens an archive that has not been spoken to yet; the caller closes it. */
    static RemoteArchive open(Archive archive, Credentials credentials) throws DicomException {
        try {
            if (isDimse(archive.url())) {
                Dimse dimse = Dimse.installed().orElseThrow(() -> new DicomException(Dimse.LACKING));
                return dimse.archive(peer(archive.url(), archive.plain()), Title.OURS);
            }
            ServerAddress address = ServerAddress.of(archive.url(), archive.plain());
            return new DicomWeb(address, trusted(archive), credentials);
        } catch (IllegalArgumentException e) {
            throw new DicomException(archive.name() + ": " + e.getMessage());
        }
    }

    /** True if the address asks for DIMSE, which knows no login. */
    static boolean isDimse(String address) {
        return address.startsWith(DIMSE);
    }

    /**
     * Checks an address.
     *
     * @param plain allows to another computer what everyone on the way can read
     */
    static boolean isAddress(String address, boolean plain) {
        try {
            if (isDimse(address)) {
                peer(address, plain);
            } else {
                ServerAddress.of(address, plain);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Peer peer(String address, boolean plain) {
        Peer peer = Peer.of(address.substring(DIMSE.length()));
        if (!plain && !peer.isLocal()) {
            throw new IllegalArgumentException("DIMSE is not encrypted: names and images could be read on the way");
        }
        return peer;
    }

    private static Optional<Fingerprint> trusted(Archive archive) {
        return archive.certificate().isEmpty()
                ? Optional.empty()
                : Optional.of(Fingerprint.parse(archive.certificate()));
    }
}
