package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicomweb.Credentials;
import diffusam.io.dimse.Dimse;
import diffusam.settings.Archive;
import org.junit.jupiter.api.Test;

class ArchiveLinkTest {
    @Test
    void addressesOfBothKindsAreKnown() {
        assertTrue(ArchiveLink.isAddress("https://host/dicom-web", false));
        assertTrue(ArchiveLink.isAddress("dicom://ORTHANC@localhost:4242", false));
        assertFalse(ArchiveLink.isAddress("dicom://ORTHANC@pacs.example.org:4242", false));
        assertTrue(ArchiveLink.isAddress("dicom://ORTHANC@pacs.example.org:4242", true));
        assertFalse(ArchiveLink.isAddress("dicom://localhost:4242", true));
        assertFalse(ArchiveLink.isAddress("ORTHANC@localhost:4242", true));
    }

    @Test
    void withoutAnAdapterItSaysWhatIsLacking() {
        assumeTrue(Dimse.installed().isEmpty(), "this build has an adapter");
        Archive archive = new Archive("PACS", "dicom://ORTHANC@localhost:4242", false, Archive.Login.NONE, "", "");
        DicomException refusal = assertThrows(DicomException.class, () -> ArchiveLink.open(archive, Credentials.NONE));
        assertEquals(Dimse.LACKING, refusal.getMessage());
    }
}
