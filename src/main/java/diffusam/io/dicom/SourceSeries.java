package diffusam.io.dicom;

import diffusam.volume.Lps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a result copies from the images it was made from, and how it refers to them. */
final class SourceSeries {
    private static final double SAME_PLACE_MM = 0.02;
    private static final List<Tag> PATIENT_AND_STUDY = List.of(
            Tag.STUDY_DATE,
            Tag.STUDY_TIME,
            Tag.ACCESSION_NUMBER,
            Tag.REFERRING_PHYSICIAN,
            Tag.STUDY_DESCRIPTION,
            Tag.PATIENT_NAME,
            Tag.PATIENT_ID,
            Tag.PATIENT_BIRTH_DATE,
            Tag.PATIENT_SEX,
            Tag.STUDY_ID);

    private final List<SliceHeader> slices;
    private final DataSet first;

    private SourceSeries(List<SliceHeader> slices, DataSet first) {
        this.slices = slices;
        this.first = first;
    }

    /** Opens the first file of a series for what is not kept in memory. */
    static SourceSeries of(DicomSeries series) throws IOException {
        try (DicomFile file = DicomFile.open(series.first().file())) {
            return new SourceSeries(series.headers(), file.dataSet());
        }
    }

    /** A data set in UTF-8 with the patient, the study and the frame of reference of the source, and a series of its own. */
    DataSet derived(Path file, String classUid, String modality, LocalDateTime now) {
        DataSet set = new DataSet(file);
        set.set(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        set.characters(CharacterSet.UTF_8);
        for (Tag tag : PATIENT_AND_STUDY) {
            set.set(tag, first.texts(tag).toArray(String[]::new));
        }
        set.set(Tag.STUDY_INSTANCE_UID, studyUid());
        set.set(Tag.FRAME_OF_REFERENCE_UID, frameOfReferenceUid());
        set.set(Tag.POSITION_REFERENCE, first.text(Tag.POSITION_REFERENCE));
        set.set(Tag.SOP_CLASS_UID, classUid);
        set.set(Tag.SOP_INSTANCE_UID, Uids.random());
        set.set(Tag.SERIES_INSTANCE_UID, Uids.random());
        set.set(Tag.MODALITY, modality);
        set.set(Tag.SERIES_NUMBER, 1000);
        set.set(Tag.INSTANCE_NUMBER, 1);
        String date = now.format(DateTimeFormatter.ofPattern("yyyyMMdd"));
        String time = now.format(DateTimeFormatter.ofPattern("HHmmss"));
        set.set(Tag.SERIES_DATE, date);
        set.set(Tag.SERIES_TIME, time);
        set.set(Tag.CONTENT_DATE, date);
        set.set(Tag.CONTENT_TIME, time);
        set.set(Tag.MANUFACTURER, "DiffuSAM");
        set.set(Tag.MODEL_NAME, "DiffuSAM Studio");
        set.set(Tag.DEVICE_SERIAL_NUMBER, "1");
        set.set(Tag.SOFTWARE_VERSIONS, "1");
        return set;
    }

    String studyUid() {
        return orNamed(first.text(Tag.STUDY_INSTANCE_UID), "study");
    }

    String seriesUid() {
        return orNamed(first.text(Tag.SERIES_INSTANCE_UID), "series");
    }

    String frameOfReferenceUid() {
        return orNamed(first.text(Tag.FRAME_OF_REFERENCE_UID), "frame of reference");
    }

    boolean isLossy() {
        return first.text(Tag.LOSSY_COMPRESSION).equals("01");
    }

    /** The slice that lies in a plane of a grid, if one does. */
    Optional<SliceHeader> at(Lps corner) {
        for (SliceHeader slice : slices) {
            Placement placement = slice.placement();
            if (placement != null && placement.position().minus(corner).norm() < SAME_PLACE_MM) {
                return Optional.of(slice);
            }
        }
        return Optional.empty();
    }

    /** An item for the sequence that lists every source image, none if the images cannot be named. */
    List<DataSet> referencedSeries(Path file) {
        List<DataSet> instances = referencedInstances(file);
        if (instances.isEmpty()) {
            return List.of();
        }
        DataSet series = new DataSet(file);
        series.setItems(Tag.REFERENCED_INSTANCE_SEQUENCE, instances);
        series.set(Tag.SERIES_INSTANCE_UID, seriesUid());
        return List.of(series);
    }

    /** One item for each source image, multi-frame images once. */
    List<DataSet> referencedInstances(Path file) {
        Map<String, DataSet> instances = new LinkedHashMap<>();
        for (SliceHeader slice : slices) {
            if (isNamed(slice)) {
                instances.computeIfAbsent(slice.instanceUid(), uid -> reference(file, slice, false));
            }
        }
        return new ArrayList<>(instances.values());
    }

    static boolean isNamed(SliceHeader slice) {
        return !slice.instanceUid().isEmpty() && !slice.classUid().isEmpty();
    }

    /** A reference to one image, or to one frame of it. */
    static DataSet reference(Path file, SliceHeader slice, boolean withFrame) {
        DataSet item = new DataSet(file);
        item.set(Tag.REFERENCED_SOP_CLASS_UID, slice.classUid());
        item.set(Tag.REFERENCED_SOP_INSTANCE_UID, slice.instanceUid());
        if (withFrame && slice.format().frames() > 1) {
            item.set(Tag.REFERENCED_FRAME_NUMBER, slice.frame() + 1);
        }
        return item;
    }

    /** A UID, or where the source has none, one that is the same whenever the same series is opened. */
    private String orNamed(String uid, String what) {
        return uid.isEmpty()
                ? Uids.named(what + "/" + slices.getFirst().series().series())
                : uid;
    }
}
