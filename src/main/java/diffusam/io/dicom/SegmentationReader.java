package diffusam.io.dicom;

import diffusam.annotation.Label;
import diffusam.io.raw.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads DICOM segmentations: binary, fractional, and label maps. */
final class SegmentationReader {
    private static final String LABEL_MAP_CLASS_UID = "1.2.840.10008.5.1.4.1.1.66.7";
    private static final int MAX_LABELS = 256;

    private final DicomFile file;
    private final DataSet root;
    private final PixelData pixels;
    private final FunctionalGroups groups;
    private final List<Warning> warnings = new ArrayList<>();

    private SegmentationReader(DicomFile file) throws IOException {
        this.file = file;
        root = file.dataSet();
        pixels = PixelData.of(file);
        groups = FunctionalGroups.of(root, pixels.format().frames());
    }

    /**
     * Reads a segmentation.
     *
     * @throws DicomException if the file is none, is damaged, or its frames do not lie on a lattice
     */
    static Segmentation read(Path path) throws IOException {
        try (DicomFile file = DicomFile.open(path)) {
            return read(file);
        }
    }

    /** True if an open file is a segmentation. */
    static boolean isSegmentation(DicomFile file) {
        return file.classUid().equals(SegmentationWriter.CLASS_UID)
                || file.classUid().equals(LABEL_MAP_CLASS_UID);
    }

    static Segmentation read(DicomFile file) throws IOException {
        if (!isSegmentation(file)) {
            throw new DicomException(file.path(), "is not a DICOM segmentation");
        }
        return new SegmentationReader(file).segmentation();
    }

    private Segmentation segmentation() throws IOException {
        int frames = pixels.format().frames();
        List<Placement> placements = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            placements.add(groups.placement(frame)
                    .orElseThrow(() -> new DicomException(file.path(), "does not say where its frames lie")));
        }
        Lattice lattice = Lattice.of(file.path(), placements);
        SortedMap<Integer, Map<Integer, SegmentPlane>> planes = new TreeMap<>();
        boolean labelMap = root.text(Tag.SEGMENTATION_TYPE).equals("LABELMAP");
        boolean fractional = root.text(Tag.SEGMENTATION_TYPE).equals("FRACTIONAL");
        int most = fractional
                ? Math.max(1, root.integer(Tag.MAXIMUM_FRACTIONAL_VALUE).orElse(SegmentPlane.WHOLE))
                : 1;
        for (int frame = 0; frame < frames; frame++) {
            int k = lattice.slice(placements.get(frame));
            byte[] samples = pixels.frame(frame);
            if (labelMap) {
                addLabels(planes, k, samples);
            } else {
                planes.computeIfAbsent(segmentNumber(frame), n -> new HashMap<>())
                        .computeIfAbsent(k, n -> SegmentPlane.empty(samples.length, fractional))
                        .add(samples, most);
            }
        }
        return new Segmentation(
                lattice.grid(pixels.format().columns(), pixels.format().rows()), segments(planes), warnings);
    }

    private int segmentNumber(int frame) throws DicomException {
        int number = groups.of(frame, Tag.SEGMENT_IDENTIFICATION_SEQUENCE)
                .integer(Tag.REFERENCED_SEGMENT_NUMBER)
                .orElseThrow(() -> new DicomException(
                        file.path(), "does not say which segment its frame " + (frame + 1) + " belongs to"));
        if (number < 1 || number > Label.MAX_ID) {
            throw new DicomException(file.path(), "refers to segment " + number + ", which cannot be");
        }
        return number;
    }

    private void addLabels(SortedMap<Integer, Map<Integer, SegmentPlane>> planes, int k, byte[] samples)
            throws DicomException {
        PixelFormat format = pixels.format();
        double background = root.number(Tag.PIXEL_PADDING_VALUE).orElse(0);
        SortedMap<Integer, byte[]> masks = new TreeMap<>();
        for (int p = 0; p < format.pixels(); p++) {
            int label = (int) Samples.value(samples, p, format);
            if (label > 0 && label != background && label <= Label.MAX_ID) {
                if (masks.size() >= MAX_LABELS && !masks.containsKey(label)) {
                    throw new DicomException(file.path(), "has more than " + MAX_LABELS + " labels on one slice");
                }
                masks.computeIfAbsent(label, n -> new byte[format.pixels()])[p] = 1;
            }
        }
        masks.forEach((label, mask) -> planes.computeIfAbsent(label, n -> new HashMap<>())
                .computeIfAbsent(k, n -> SegmentPlane.empty(mask.length, false))
                .add(mask, 1));
    }

    private List<Segmentation.Segment> segments(SortedMap<Integer, Map<Integer, SegmentPlane>> planes)
            throws DicomException {
        List<Segmentation.Segment> segments = new ArrayList<>();
        for (DataSet item : root.items(Tag.SEGMENT_SEQUENCE)) {
            int number = item.integer(Tag.SEGMENT_NUMBER).orElse(segments.size() + 1);
            Map<Integer, SegmentPlane> own = planes.remove(number);
            if (number >= 1 && number <= Label.MAX_ID) {
                segments.add(new Segmentation.Segment(
                        label(number, item),
                        item.text(Tag.SEGMENT_ALGORITHM_TYPE),
                        item.text(Tag.SEGMENT_ALGORITHM_NAME),
                        own == null ? Map.of() : own));
            }
        }
        for (Map.Entry<Integer, Map<Integer, SegmentPlane>> rest : planes.entrySet()) {
            warnings.add(new Warning(file.path().getFileName() + " has pixels of segment " + rest.getKey()
                    + ", which it does not describe."));
            segments.add(new Segmentation.Segment(Label.of(rest.getKey()), "", "", rest.getValue()));
        }
        return segments;
    }

    private static Label label(int number, DataSet item) throws DicomException {
        Label label = Label.of(number);
        String name = item.text(Tag.SEGMENT_LABEL);
        if (!name.isEmpty()) {
            label = label.named(name);
        }
        double[] lab = item.numbers(Tag.DISPLAY_CIELAB);
        if (lab.length == 3) {
            label = label.coloured(CieLab.toRgb(lab));
        }
        return label.meaning(Codes.readMeaning(item).orElse(null));
    }
}
