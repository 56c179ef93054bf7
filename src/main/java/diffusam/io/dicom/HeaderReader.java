package diffusam.io.dicom;

import diffusam.io.dicom.SliceHeader.Kind;
import diffusam.io.dicom.SliceHeader.SeriesKey;
import diffusam.io.dicom.SliceHeader.Trait;
import diffusam.volume.Lps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the slices a file holds, classic or enhanced (functional groups, PS3.3, C.7.6.16). */
final class HeaderReader {
    private static final double UNIT_TOLERANCE = 0.01;

    private final DicomFile file;
    private final DataSet root;
    private final PixelFormat format;
    private final List<DataSet> perFrame;
    private final @Nullable DataSet shared;

    private HeaderReader(DicomFile file) throws DicomException {
        this.file = file;
        root = file.dataSet();
        format = PixelFormat.of(file);
        perFrame = root.items(Tag.PER_FRAME_GROUPS_SEQUENCE);
        List<DataSet> common = root.items(Tag.SHARED_GROUPS_SEQUENCE);
        shared = common.isEmpty() ? null : common.getFirst();
    }

    /** The slices of a file that holds an image, one a frame. */
    static List<SliceHeader> read(DicomFile file) throws DicomException {
        HeaderReader reader = new HeaderReader(file);
        int frames = reader.format.frames();
        if (!reader.perFrame.isEmpty() && reader.perFrame.size() < frames) {
            throw new DicomException(
                    file.path(), "announces " + frames + " frames, but describes " + reader.perFrame.size());
        }
        if (frames > file.size()) {
            throw new DicomException(file.path(), "announces " + frames + " frames, more than it can hold");
        }
        List<SliceHeader> slices = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            slices.add(reader.slice(frame));
        }
        return slices;
    }

    private SliceHeader slice(int frame) throws DicomException {
        DataSet transformation = in(frame, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
        return new SliceHeader(
                file.path(),
                frame,
                file.instanceUid(),
                file.classUid(),
                key(frame),
                root.text(Tag.SERIES_DESCRIPTION),
                placement(frame),
                format,
                transformation.number(Tag.RESCALE_SLOPE).orElse(1),
                transformation.number(Tag.RESCALE_INTERCEPT).orElse(0),
                root.integer(Tag.INSTANCE_NUMBER).orElse(0),
                traits(frame));
    }

    /** The functional group of a frame, or the data set itself where there is none. */
    private DataSet in(int frame, Tag group) {
        if (frame < perFrame.size()) {
            List<DataSet> own = perFrame.get(frame).items(group);
            if (!own.isEmpty()) {
                return own.getFirst();
            }
        }
        List<DataSet> common = shared == null ? List.of() : shared.items(group);
        return common.isEmpty() ? root : common.getFirst();
    }

    private SeriesKey key(int frame) {
        String series = root.text(Tag.SERIES_INSTANCE_UID);
        if (series.isEmpty()) {
            Path folder = file.path().toAbsolutePath().getParent();
            series = folder + "|" + root.text(Tag.STUDY_INSTANCE_UID) + "|" + root.text(Tag.SERIES_NUMBER) + "|"
                    + root.text(Tag.SERIES_DESCRIPTION);
        }
        return new SeriesKey(
                series,
                root.text(Tag.FRAME_OF_REFERENCE_UID),
                root.text(Tag.MODALITY).toUpperCase(Locale.ROOT),
                kind(),
                format.rows(),
                format.columns());
    }

    private Kind kind() {
        List<String> type = root.texts(Tag.IMAGE_TYPE);
        if (type.contains("MOSAIC")) {
            return Kind.MOSAIC;
        }
        return type.size() > 2 && type.get(2).equals("LOCALIZER") ? Kind.LOCALIZER : Kind.IMAGE;
    }

    private @Nullable Placement placement(int frame) throws DicomException {
        double[] position = in(frame, Tag.PLANE_POSITION_SEQUENCE).numbers(Tag.IMAGE_POSITION);
        double[] orientation = in(frame, Tag.PLANE_ORIENTATION_SEQUENCE).numbers(Tag.IMAGE_ORIENTATION);
        if (position.length != 3 || orientation.length != 6 || (format.frames() > 1 && perFrame.isEmpty())) {
            return null;
        }
        Lps row = new Lps(orientation[0], orientation[1], orientation[2]);
        Lps column = new Lps(orientation[3], orientation[4], orientation[5]);
        if (Math.abs(row.norm() - 1) > UNIT_TOLERANCE
                || Math.abs(column.norm() - 1) > UNIT_TOLERANCE
                || Math.abs(row.dot(column)) > UNIT_TOLERANCE) {
            throw new DicomException(
                    file.path(), "its Image Orientation (0020,0037) is not a pair of perpendicular unit vectors");
        }
        DataSet measures = in(frame, Tag.PIXEL_MEASURES_SEQUENCE);
        double[] spacing = measures.numbers(Tag.PIXEL_SPACING);
        if (spacing.length != 2 || !(spacing[0] > 0) || !(spacing[1] > 0)) {
            throw new DicomException(file.path(), "lacks a positive Pixel Spacing (0028,0030)");
        }
        return new Placement(
                new Lps(position[0], position[1], position[2]),
                row.unit(),
                column.unit(),
                spacing[1],
                spacing[0],
                positive(measures, Tag.SLICE_THICKNESS),
                positive(measures, Tag.SPACING_BETWEEN_SLICES));
    }

    private static double positive(DataSet set, Tag tag) throws DicomException {
        double value = set.number(tag).orElse(0);
        return value > 0 ? value : 0;
    }

    private Map<Trait, String> traits(int frame) throws DicomException {
        Map<Trait, String> traits = new EnumMap<>(Trait.class);
        DataSet diffusion = in(frame, Tag.MR_DIFFUSION_SEQUENCE);
        DataSet content = in(frame, Tag.FRAME_CONTENT_SEQUENCE);
        traits.put(
                Trait.B_VALUE,
                first(
                        numbers(diffusion, Tag.DIFFUSION_B_VALUE),
                        root.text(Tag.SIEMENS_B_VALUE).strip()));
        traits.put(Trait.DIRECTION, numbers(diffusion, Tag.DIFFUSION_DIRECTION));
        traits.put(
                Trait.ECHO_TIME,
                first(numbers(in(frame, Tag.MR_ECHO_SEQUENCE), Tag.EFFECTIVE_ECHO_TIME), numbers(root, Tag.ECHO_TIME)));
        traits.put(
                Trait.TEMPORAL_POSITION,
                first(numbers(content, Tag.TEMPORAL_POSITION_INDEX), root.text(Tag.TEMPORAL_POSITION)));
        traits.put(Trait.TRIGGER_TIME, root.text(Tag.TRIGGER_TIME));
        traits.put(Trait.IMAGE_TYPE, String.join("\\", root.texts(Tag.IMAGE_TYPE)));
        traits.put(Trait.STACK, content.text(Tag.STACK_ID));
        traits.put(Trait.DIMENSIONS, dimensions(content));
        traits.put(Trait.ACQUISITION, root.text(Tag.ACQUISITION_NUMBER));
        traits.put(Trait.THICKNESS, numbers(in(frame, Tag.PIXEL_MEASURES_SEQUENCE), Tag.SLICE_THICKNESS));
        traits.put(Trait.SERIES_TIME, root.text(Tag.SERIES_TIME));
        return traits;
    }

    /** The dimension indices of a frame without those that count its place in space. */
    private String dimensions(DataSet content) throws DicomException {
        double[] values = content.numbers(Tag.DIMENSION_INDEX_VALUES);
        List<DataSet> dimensions = root.items(Tag.DIMENSION_INDEX_SEQUENCE);
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < Math.min(values.length, dimensions.size()); n++) {
            long pointer =
                    (long) dimensions.get(n).number(Tag.DIMENSION_INDEX_POINTER).orElse(0);
            if (pointer != (Tag.IN_STACK_POSITION.number() & 0xFFFFFFFFL)
                    && pointer != (Tag.IMAGE_POSITION.number() & 0xFFFFFFFFL)) {
                text.append(text.isEmpty() ? "" : "/").append((long) values[n]);
            }
        }
        return text.toString();
    }

    private static String numbers(DataSet set, Tag tag) throws DicomException {
        return Arrays.stream(set.numbers(tag)).mapToObj(DataSet::decimal).collect(Collectors.joining("\\"));
    }

    private static String first(String preferred, String other) {
        return preferred.isEmpty() ? other : preferred;
    }
}
