package diffusam.io.dcm4che;

import diffusam.io.dicomweb.Series;
import diffusam.io.dicomweb.Study;
import diffusam.io.dicomweb.StudyQuery;
import diffusam.io.dicomweb.Uid;
import diffusam.io.dimse.Peer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;

/** The identifiers of questions (PS3.4, annex C), and what their answers say. */
final class Keys {
    private Keys() {}

    /** Classes that are asked for where an archive does not say which it has. */
    private static final List<String> USUAL = List.of(
            UID.CTImageStorage,
            UID.EnhancedCTImageStorage,
            UID.MRImageStorage,
            UID.EnhancedMRImageStorage,
            UID.PositronEmissionTomographyImageStorage,
            UID.EnhancedPETImageStorage,
            UID.NuclearMedicineImageStorage,
            UID.UltrasoundImageStorage,
            UID.UltrasoundMultiFrameImageStorage,
            UID.ComputedRadiographyImageStorage,
            UID.DigitalXRayImageStorageForPresentation,
            UID.SecondaryCaptureImageStorage,
            UID.SegmentationStorage,
            UID.RTStructureSetStorage,
            UID.RTDoseStorage);

    /** An object that an archive has; {@code classUid} is empty where it does not say. */
    record Found(Uid uid, String classUid) {
        static Found of(Attributes answer, Peer peer) throws IOException {
            return new Found(Uid.of(text(answer, Tag.SOPInstanceUID), peer.toString()), text(answer, Tag.SOPClassUID));
        }
    }

    static Attributes studies(StudyQuery query) {
        Attributes keys = level("STUDY");
        keys.setString(Tag.PatientID, VR.LO, query.patientId());
        keys.setString(Tag.PatientName, VR.PN, query.patientName());
        keys.setString(Tag.StudyDate, VR.DA, query.dates());
        keys.setString(Tag.ModalitiesInStudy, VR.CS, query.modality());
        keys.setNull(Tag.StudyInstanceUID, VR.UI);
        keys.setNull(Tag.StudyDescription, VR.LO);
        return keys;
    }

    static Study study(Attributes answer) {
        return new Study(
                text(answer, Tag.StudyInstanceUID),
                text(answer, Tag.PatientID),
                text(answer, Tag.PatientName),
                text(answer, Tag.StudyDate),
                text(answer, Tag.StudyDescription));
    }

    static Attributes series(Uid study) {
        Attributes keys = level("SERIES");
        keys.setString(Tag.StudyInstanceUID, VR.UI, study.text());
        keys.setNull(Tag.SeriesInstanceUID, VR.UI);
        keys.setNull(Tag.Modality, VR.CS);
        keys.setNull(Tag.SeriesNumber, VR.IS);
        keys.setNull(Tag.SeriesDescription, VR.LO);
        keys.setNull(Tag.NumberOfSeriesRelatedInstances, VR.IS);
        return keys;
    }

    static Series series(String studyUid, Attributes answer) {
        return new Series(
                studyUid,
                text(answer, Tag.SeriesInstanceUID),
                text(answer, Tag.Modality),
                text(answer, Tag.SeriesNumber),
                text(answer, Tag.SeriesDescription),
                text(answer, Tag.NumberOfSeriesRelatedInstances));
    }

    static Attributes oneSeries(Uid study, Uid series) {
        Attributes keys = level("SERIES");
        keys.setString(Tag.StudyInstanceUID, VR.UI, study.text());
        keys.setString(Tag.SeriesInstanceUID, VR.UI, series.text());
        return keys;
    }

    /** Objects of a series: these, or all if there are none. */
    static Attributes objects(Uid study, Uid series, List<Found> objects) {
        Attributes keys = oneSeries(study, series);
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "IMAGE");
        if (objects.isEmpty()) {
            keys.setNull(Tag.SOPInstanceUID, VR.UI);
            keys.setNull(Tag.SOPClassUID, VR.UI);
        } else {
            keys.setString(
                    Tag.SOPInstanceUID,
                    VR.UI,
                    objects.stream().map(one -> one.uid().text()).toArray(String[]::new));
        }
        return keys;
    }

    static Set<String> classes(List<Found> objects) {
        Set<String> classes = new LinkedHashSet<>();
        for (Found one : objects) {
            classes.addAll(one.classUid().isEmpty() ? USUAL : List.of(one.classUid()));
        }
        return classes;
    }

    private static Attributes level(String level) {
        Attributes keys = new Attributes();
        keys.setSpecificCharacterSet("ISO_IR 192");
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, level);
        return keys;
    }

    private static String text(Attributes set, int tag) {
        return set.getString(tag, "");
    }
}
