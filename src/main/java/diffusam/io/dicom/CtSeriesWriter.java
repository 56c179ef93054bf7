package diffusam.io.dicom;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes a volume of no patient as a series of CT images, for samples and tests. */
public final class CtSeriesWriter {
    private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final ValueLayout.OfShort STORED =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Volume volume;
    private final String name;

    private CtSeriesWriter(Volume volume, String name) {
        this.volume = volume;
        this.name = name;
    }

    /**
     * Writes one deflated file a k-slice, {@code slice-001.dcm} and so on, into a folder that is made if need be.
     *
     * @param volume 16-bit voxels; the index axes i and j become columns and rows
     * @param name series description; identifiers are made from it, so that the same name and volume give the same files
     */
    public static void write(Volume volume, Path folder, String name) throws IOException {
        if (volume.type() != VoxelType.INT16 && volume.type() != VoxelType.UINT16) {
            throw new IllegalArgumentException("a CT series holds 16-bit voxels, not " + volume.type());
        }
        Files.createDirectories(folder);
        CtSeriesWriter writer = new CtSeriesWriter(volume, name);
        for (int k = 0; k < volume.grid().extent().nz(); k++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "slice-%03d.dcm", k + 1));
            DataSetWriter.write(file, writer.slice(file, k), TransferSyntax.DEFLATED);
        }
    }

    private DataSet slice(Path file, int k) {
        DataSet set = new DataSet(file);
        identify(set, k);
        place(set, k);
        pixels(set, k);
        return set;
    }

    private void identify(DataSet set, int k) {
        set.set(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        set.characters(CharacterSet.UTF_8);
        set.set(Tag.IMAGE_TYPE, "DERIVED", "SECONDARY", "AXIAL");
        set.set(Tag.SOP_CLASS_UID, CT_IMAGE_STORAGE);
        set.set(Tag.SOP_INSTANCE_UID, Uids.named(name + "/" + k));
        for (Tag date : List.of(Tag.STUDY_DATE, Tag.SERIES_DATE, Tag.CONTENT_DATE)) {
            set.set(date, "20000101");
        }
        for (Tag time : List.of(Tag.STUDY_TIME, Tag.SERIES_TIME, Tag.CONTENT_TIME)) {
            set.set(time, "120000");
        }
        set.set(Tag.ACCESSION_NUMBER, "");
        set.set(Tag.MODALITY, "CT");
        set.set(Tag.MANUFACTURER, "PHANTOM");
        set.set(Tag.REFERRING_PHYSICIAN, "");
        set.set(Tag.SERIES_DESCRIPTION, name);
        set.set(Tag.PATIENT_NAME, "PHANTOM");
        set.set(Tag.PATIENT_ID, "PHANTOM");
        set.set(Tag.PATIENT_BIRTH_DATE, "");
        set.set(Tag.PATIENT_SEX, "O");
        set.set(Tag.KVP, "120");
        set.set(Tag.PATIENT_POSITION, "HFS");
        set.set(Tag.STUDY_INSTANCE_UID, Uids.named(name + "/study"));
        set.set(Tag.SERIES_INSTANCE_UID, Uids.named(name + "/series"));
        set.set(Tag.STUDY_ID, "1");
        set.set(Tag.SERIES_NUMBER, 1);
        set.set(Tag.ACQUISITION_NUMBER, 1);
        set.set(Tag.INSTANCE_NUMBER, k + 1);
        set.set(Tag.FRAME_OF_REFERENCE_UID, Uids.named(name + "/frame"));
        set.set(Tag.POSITION_REFERENCE, "");
    }

    private void place(DataSet set, int k) {
        Affine affine = volume.grid().affine();
        Lps row = affine.stepI().unit();
        Lps column = affine.stepJ().unit();
        Lps position = affine.toLps(0, 0, k);
        double gap = Math.abs(affine.stepK().dot(row.cross(column).unit()));
        set.set(Tag.SLICE_THICKNESS, gap);
        set.set(Tag.SPACING_BETWEEN_SLICES, gap);
        set.set(Tag.IMAGE_POSITION, position.x(), position.y(), position.z());
        set.set(Tag.IMAGE_ORIENTATION, row.x(), row.y(), row.z(), column.x(), column.y(), column.z());
        set.set(Tag.PIXEL_SPACING, volume.grid().spacingMm(1), volume.grid().spacingMm(0));
    }

    private void pixels(DataSet set, int k) {
        Extent e = volume.grid().extent();
        set.set(Tag.SAMPLES_PER_PIXEL, 1);
        set.set(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2");
        set.set(Tag.ROWS, e.ny());
        set.set(Tag.COLUMNS, e.nx());
        set.set(Tag.BITS_ALLOCATED, 16);
        set.set(Tag.BITS_STORED, 16);
        set.set(Tag.HIGH_BIT, 15);
        set.set(Tag.PIXEL_REPRESENTATION, volume.type() == VoxelType.INT16 ? 1 : 0);
        set.set(Tag.WINDOW_CENTER, 60);
        set.set(Tag.WINDOW_WIDTH, 360);
        set.set(Tag.RESCALE_INTERCEPT, volume.intercept());
        set.set(Tag.RESCALE_SLOPE, volume.slope());
        set.set(Tag.RESCALE_TYPE, "HU");
        MemorySegment stored = volume.storedSlice(k);
        byte[] bytes = new byte[e.nx() * e.ny() * 2];
        MemorySegment.copy(
                stored, ValueLayout.JAVA_SHORT_UNALIGNED, 0, MemorySegment.ofArray(bytes), STORED, 0, e.nx() * e.ny());
        set.setBytes(Tag.PIXEL_DATA, bytes);
    }
}
