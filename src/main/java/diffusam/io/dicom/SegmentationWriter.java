package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Meaning;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes DICOM segmentations (PS3.3, A.51): one frame for each slice on which a structure occurs, each referring to the
 * image it lies on.
 */
public final class SegmentationWriter {
    static final String CLASS_UID = "1.2.840.10008.5.1.4.1.1.66.4";
    private static final int FRACTION_OF_ONE = 255;

    private final Path file;
    private final SourceSeries source;
    private final Grid grid;
    private final DataSet set;
    private final List<DataSet> frames = new ArrayList<>();
    private final int bits;
    private final BitPacker packed = new BitPacker();
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();

    private SegmentationWriter(Path file, SourceSeries source, Grid grid, int bits) {
        this.bits = bits;
        this.file = file;
        this.source = source;
        this.grid = grid;
        set = source.derived(file, CLASS_UID, "SEG", LocalDateTime.now(java.time.ZoneId.systemDefault()));
    }

    /**
     * Writes a binary segmentation; segments are numbered from 1 in the order of the labels that have voxels.
     *
     * @param series the images that were segmented
     * @param annotation on the grid of the series' volume
     * @throws DicomException if no label has a voxel
     */
    public static void writeBinary(Path file, DicomSeries series, Annotation annotation) throws IOException {
        LabelMap map = annotation.map();
        SegmentationWriter writer = new SegmentationWriter(file, SourceSeries.of(series), map.grid(), 1);
        List<DataSet> segments = new ArrayList<>();
        for (int id : map.labels()) {
            Label label = annotation.labels().getOrDefault(id, Label.of(id));
            int number = segments.size() + 1;
            segments.add(writer.segment(number, label, Algorithm.of(annotation, id)));
            for (int k = 0; k < map.grid().extent().nz(); k++) {
                writer.add(number, k, mask(map, id, k));
            }
        }
        writer.set.set(Tag.SEGMENTATION_TYPE, "BINARY");
        writer.set.set(Tag.SEGMENTS_OVERLAP, "NO");
        writer.finish(segments);
    }

    /**
     * Writes a fractional segmentation of probabilities, in steps of 1/255.
     *
     * @param series the images that were segmented
     * @param annotation names, codes and provenance of the labels
     * @param probabilities for each label a volume of values from 0 to 1, all on the grid of the series' volume
     * @throws DicomException if all are 0 everywhere
     */
    public static void writeFractional(
            Path file, DicomSeries series, Annotation annotation, SortedMap<Integer, Volume> probabilities)
            throws IOException {
        Grid grid = annotation.map().grid();
        SegmentationWriter writer = new SegmentationWriter(file, SourceSeries.of(series), grid, 8);
        List<DataSet> segments = new ArrayList<>();
        for (Map.Entry<Integer, Volume> entry : probabilities.entrySet()) {
            int id = entry.getKey();
            int number = segments.size() + 1;
            Label label = annotation.labels().getOrDefault(id, Label.of(id));
            segments.add(writer.segment(number, label, Algorithm.of(annotation, id)));
            for (int k = 0; k < grid.extent().nz(); k++) {
                writer.add(number, k, fractions(entry.getValue(), k));
            }
        }
        writer.set.set(Tag.SEGMENTATION_TYPE, "FRACTIONAL");
        writer.set.set(Tag.FRACTIONAL_TYPE, "PROBABILITY");
        writer.set.set(Tag.MAXIMUM_FRACTIONAL_VALUE, FRACTION_OF_ONE);
        writer.finish(segments);
    }

    private static byte[] mask(LabelMap map, int id, int k) {
        Extent e = map.grid().extent();
        byte[] mask = new byte[e.nx() * e.ny()];
        long first = (long) k * mask.length;
        for (int p = 0; p < mask.length; p++) {
            mask[p] = (byte) (map.at(first + p) == id ? 1 : 0);
        }
        return mask;
    }

    private static byte[] fractions(Volume volume, int k) {
        Extent e = volume.grid().extent();
        byte[] values = new byte[e.nx() * e.ny()];
        long first = (long) k * values.length;
        for (int p = 0; p < values.length; p++) {
            values[p] = (byte) Math.round(Math.clamp(volume.value(first + p), 0, 1) * FRACTION_OF_ONE);
        }
        return values;
    }

    private DataSet segment(int number, Label label, Algorithm algorithm) {
        DataSet item = new DataSet(file);
        item.characters(set.characters());
        Meaning meaning = Codes.meaning(label);
        item.setItems(Tag.SEGMENT_CATEGORY_SEQUENCE, Codes.items(file, meaning.category()));
        item.set(Tag.SEGMENT_NUMBER, number);
        item.set(Tag.SEGMENT_LABEL, label.name());
        item.set(Tag.SEGMENT_ALGORITHM_TYPE, algorithm.type());
        if (!algorithm.type().equals("MANUAL")) {
            item.set(Tag.SEGMENT_ALGORITHM_NAME, algorithm.name());
        }
        item.set(Tag.DISPLAY_CIELAB, CieLab.of(label.rgb()));
        item.setItems(Tag.SEGMENT_TYPE_SEQUENCE, typeItems(meaning));
        return item;
    }

    private List<DataSet> typeItems(Meaning meaning) {
        List<DataSet> items = Codes.items(file, meaning.type());
        Code modifier = meaning.modifier();
        if (modifier != null) {
            items.getFirst().setItems(Tag.SEGMENT_TYPE_MODIFIER_SEQUENCE, Codes.items(file, modifier));
        }
        return items;
    }

    /** Adds a frame unless it is empty. */
    private void add(int segment, int k, byte[] values) {
        boolean empty = true;
        for (byte value : values) {
            empty &= value == 0;
        }
        if (!empty) {
            frames.add(frame(segment, k));
            if (bits == 1) {
                packed.add(values);
            } else {
                whole.writeBytes(values);
            }
        }
    }

    private DataSet frame(int segment, int k) {
        DataSet frame = new DataSet(file);
        Lps corner = grid.affine().toLps(0, 0, k);
        source.at(corner)
                .filter(SourceSeries::isNamed)
                .ifPresent(slice -> frame.setItems(Tag.DERIVATION_IMAGE_SEQUENCE, List.of(derivation(slice))));
        DataSet content = new DataSet(file);
        content.set(Tag.DIMENSION_INDEX_VALUES, segment, k + 1);
        frame.setItems(Tag.FRAME_CONTENT_SEQUENCE, List.of(content));
        DataSet position = new DataSet(file);
        position.set(Tag.IMAGE_POSITION, corner.x(), corner.y(), corner.z());
        frame.setItems(Tag.PLANE_POSITION_SEQUENCE, List.of(position));
        DataSet identification = new DataSet(file);
        identification.set(Tag.REFERENCED_SEGMENT_NUMBER, segment);
        frame.setItems(Tag.SEGMENT_IDENTIFICATION_SEQUENCE, List.of(identification));
        return frame;
    }

    private DataSet derivation(SliceHeader slice) {
        DataSet image = SourceSeries.reference(file, slice, true);
        image.set(Tag.SPATIAL_LOCATIONS_PRESERVED, "YES");
        image.setItems(Tag.PURPOSE_OF_REFERENCE_SEQUENCE, Codes.items(file, Codes.SOURCE_IMAGE));
        DataSet derivation = new DataSet(file);
        derivation.setItems(Tag.SOURCE_IMAGE_SEQUENCE, List.of(image));
        derivation.setItems(Tag.DERIVATION_CODE_SEQUENCE, Codes.items(file, Codes.SEGMENTATION));
        return derivation;
    }

    private void finish(List<DataSet> segments) throws IOException {
        if (frames.isEmpty()) {
            throw new DicomException(file, "cannot be written: no voxel is labelled");
        }
        set.set(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY");
        set.set(Tag.SERIES_DESCRIPTION, "Segmentation, research use");
        List<DataSet> referenced = source.referencedSeries(file);
        if (!referenced.isEmpty()) {
            set.setItems(Tag.REFERENCED_SERIES_SEQUENCE, referenced);
        }
        set.setItems(Tag.SEGMENT_SEQUENCE, segments);
        set.set(Tag.CONTENT_LABEL, "SEGMENTATION");
        set.set(Tag.CONTENT_DESCRIPTION, "Research use, not a medical device");
        set.set(Tag.CONTENT_CREATOR, "");
        set.set(Tag.LOSSY_COMPRESSION, source.isLossy() ? "01" : "00");
        dimensions();
        set.setItems(Tag.SHARED_GROUPS_SEQUENCE, List.of(shared()));
        set.setItems(Tag.PER_FRAME_GROUPS_SEQUENCE, frames);
        describePixels();
        set.setBytes(Tag.PIXEL_DATA, bits == 1 ? packed.bytes() : whole.toByteArray());
        DataSetWriter.write(file, set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    private void dimensions() {
        String organization = Uids.random();
        DataSet item = new DataSet(file);
        item.set(Tag.DIMENSION_ORGANIZATION_UID, organization);
        set.setItems(Tag.DIMENSION_ORGANIZATION_SEQUENCE, List.of(item));
        set.setItems(
                Tag.DIMENSION_INDEX_SEQUENCE,
                List.of(
                        dimension(
                                organization,
                                Tag.REFERENCED_SEGMENT_NUMBER,
                                Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
                                "ReferencedSegmentNumber"),
                        dimension(
                                organization,
                                Tag.IMAGE_POSITION,
                                Tag.PLANE_POSITION_SEQUENCE,
                                "ImagePositionPatient")));
    }

    private DataSet dimension(String organization, Tag pointer, Tag group, String label) {
        DataSet item = new DataSet(file);
        item.set(Tag.DIMENSION_ORGANIZATION_UID, organization);
        item.set(Tag.DIMENSION_INDEX_POINTER, pointer.number() & 0xFFFFFFFFL);
        item.set(Tag.FUNCTIONAL_GROUP_POINTER, group.number() & 0xFFFFFFFFL);
        item.set(Tag.DIMENSION_LABEL, label);
        return item;
    }

    private DataSet shared() {
        Affine affine = grid.affine();
        Lps row = affine.stepI().unit();
        Lps column = affine.stepJ().unit();
        double gap = Math.abs(affine.stepK().dot(row.cross(column).unit()));
        DataSet orientation = new DataSet(file);
        orientation.set(Tag.IMAGE_ORIENTATION, row.x(), row.y(), row.z(), column.x(), column.y(), column.z());
        DataSet measures = new DataSet(file);
        measures.set(Tag.SLICE_THICKNESS, gap);
        measures.set(Tag.SPACING_BETWEEN_SLICES, gap);
        measures.set(Tag.PIXEL_SPACING, grid.spacingMm(1), grid.spacingMm(0));
        DataSet shared = new DataSet(file);
        shared.setItems(Tag.PLANE_ORIENTATION_SEQUENCE, List.of(orientation));
        shared.setItems(Tag.PIXEL_MEASURES_SEQUENCE, List.of(measures));
        return shared;
    }

    private void describePixels() {
        set.set(Tag.SAMPLES_PER_PIXEL, 1);
        set.set(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2");
        set.set(Tag.NUMBER_OF_FRAMES, frames.size());
        set.set(Tag.ROWS, grid.extent().ny());
        set.set(Tag.COLUMNS, grid.extent().nx());
        set.set(Tag.BITS_ALLOCATED, bits);
        set.set(Tag.BITS_STORED, bits);
        set.set(Tag.HIGH_BIT, bits - 1);
        set.set(Tag.PIXEL_REPRESENTATION, 0);
    }
}
