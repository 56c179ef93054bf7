package diffusam.io.dicom;

import diffusam.io.dicom.SliceHeader.Kind;
import diffusam.io.dicom.SliceHeader.SeriesKey;
import diffusam.io.dicom.SliceHeader.Trait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the slices a file holds, classic or enhanced (functional groups, PS3.3, C.7.6.16). */
final class HeaderReader {
    private final DicomFile file;
    private final DataSet root;
    private final PixelFormat format;
    private final FunctionalGroups groups;

    private HeaderReader(DicomFile file) throws IOException {
        this.file = file;
        root = file.dataSet();
        format = PixelData.of(file).format(); // no more frames than there are pixels for
        groups = FunctionalGroups.of(root, format.frames());
    }

    /** The slices of a file that holds an image, one a frame. */
    static List<SliceHeader> read(DicomFile file) throws IOException {
        HeaderReader reader = new HeaderReader(file);
        int frames = reader.format.frames();
        List<SliceHeader> slices = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            slices.add(reader.slice(frame));
        }
        return slices;
    }

    private SliceHeader slice(int frame) throws DicomException {
        DataSet transformation = groups.of(frame, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
        return new SliceHeader(
                file.place(),
                frame,
                file.instanceUid(),
                file.classUid(),
                key(frame),
                root.text(Tag.SERIES_DESCRIPTION),
                groups.placement(frame).orElse(null),
                format,
                transformation.number(Tag.RESCALE_SLOPE).orElse(1),
                transformation.number(Tag.RESCALE_INTERCEPT).orElse(0),
                root.integer(Tag.INSTANCE_NUMBER).orElse(0),
                traits(frame));
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

    private Map<Trait, String> traits(int frame) throws DicomException {
        Map<Trait, String> traits = new EnumMap<>(Trait.class);
        DataSet diffusion = groups.of(frame, Tag.MR_DIFFUSION_SEQUENCE);
        DataSet content = groups.of(frame, Tag.FRAME_CONTENT_SEQUENCE);
        traits.put(
                Trait.B_VALUE,
                first(
                        numbers(diffusion, Tag.DIFFUSION_B_VALUE),
                        root.text(Tag.SIEMENS_B_VALUE).strip()));
        traits.put(Trait.DIRECTION, numbers(diffusion, Tag.DIFFUSION_DIRECTION));
        traits.put(
                Trait.ECHO_TIME,
                first(
                        numbers(groups.of(frame, Tag.MR_ECHO_SEQUENCE), Tag.EFFECTIVE_ECHO_TIME),
                        numbers(root, Tag.ECHO_TIME)));
        traits.put(
                Trait.TEMPORAL_POSITION,
                first(numbers(content, Tag.TEMPORAL_POSITION_INDEX), root.text(Tag.TEMPORAL_POSITION)));
        traits.put(Trait.TRIGGER_TIME, root.text(Tag.TRIGGER_TIME));
        traits.put(Trait.IMAGE_TYPE, String.join("\\", root.texts(Tag.IMAGE_TYPE)));
        traits.put(Trait.STACK, content.text(Tag.STACK_ID));
        traits.put(Trait.DIMENSIONS, dimensions(content));
        traits.put(Trait.ACQUISITION, root.text(Tag.ACQUISITION_NUMBER));
        traits.put(Trait.THICKNESS, numbers(groups.of(frame, Tag.PIXEL_MEASURES_SEQUENCE), Tag.SLICE_THICKNESS));
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
