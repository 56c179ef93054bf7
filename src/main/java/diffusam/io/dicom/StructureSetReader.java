package diffusam.io.dicom;

import diffusam.annotation.Label;
import diffusam.io.raw.Warning;
import diffusam.volume.Lps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads DICOM RT structure sets (PS3.3, A.19). References to images are not needed and may dangle. */
final class StructureSetReader {
    static final String CLASS_UID = "1.2.840.10008.5.1.4.1.1.481.3";

    private final DicomFile file;
    private final List<Warning> warnings = new ArrayList<>();

    private StructureSetReader(DicomFile file) {
        this.file = file;
    }

    /**
     * Reads a structure set.
     *
     * @throws DicomException if the file is none or is damaged
     */
    static StructureSet read(Path path) throws IOException {
        try (DicomFile file = DicomFile.open(path)) {
            return read(file);
        }
    }

    /** True if an open file is a structure set. */
    static boolean isStructureSet(DicomFile file) {
        return file.classUid().equals(CLASS_UID);
    }

    static StructureSet read(DicomFile file) throws IOException {
        if (!isStructureSet(file)) {
            throw new DicomException(file.path(), "is not a DICOM structure set");
        }
        return new StructureSetReader(file).structureSet();
    }

    private StructureSet structureSet() throws IOException {
        DataSet root = file.dataSet();
        Map<String, DataSet> contours = new HashMap<>();
        for (DataSet item : root.items(Tag.ROI_CONTOUR_SEQUENCE)) {
            contours.put(item.text(Tag.REFERENCED_ROI_NUMBER), item);
        }
        String frame = "";
        List<StructureSet.Structure> structures = new ArrayList<>();
        for (DataSet roi : root.items(Tag.STRUCTURE_SET_ROI_SEQUENCE)) {
            DataSet item = contours.get(roi.text(Tag.ROI_NUMBER));
            frame = frame.isEmpty() ? roi.text(Tag.REFERENCED_FRAME_OF_REFERENCE_UID) : frame;
            Label label = label(structures.size() + 1, roi, item == null ? roi : item);
            structures.add(new StructureSet.Structure(label, item == null ? List.of() : contours(item, label)));
        }
        List<DataSet> frames = root.items(Tag.REFERENCED_FRAME_OF_REFERENCE_SEQUENCE);
        if (frame.isEmpty() && !frames.isEmpty()) {
            frame = frames.getFirst().text(Tag.FRAME_OF_REFERENCE_UID);
        }
        return new StructureSet(frame, structures, warnings);
    }

    private static Label label(int id, DataSet roi, DataSet contour) throws DicomException {
        Label label = Label.of(id);
        String name = roi.text(Tag.ROI_NAME);
        label = name.isEmpty() ? label : label.named(name);
        double[] rgb = contour.numbers(Tag.ROI_DISPLAY_COLOR);
        return rgb.length == 3
                ? label.coloured((int) rgb[0] << 16 & 0xFF0000 | (int) rgb[1] << 8 & 0xFF00 | (int) rgb[2] & 0xFF)
                : label;
    }

    private List<List<Lps>> contours(DataSet item, Label label) throws IOException {
        List<List<Lps>> contours = new ArrayList<>();
        int open = 0;
        for (DataSet contour : item.items(Tag.CONTOUR_SEQUENCE)) {
            String type = contour.text(Tag.CONTOUR_GEOMETRIC_TYPE);
            double[] numbers = corners(contour);
            if (numbers.length % 3 != 0) {
                throw new DicomException(
                        file.path(),
                        "a contour of \"" + label.name() + "\" has " + numbers.length + " numbers, no multiple of 3");
            }
            if (!type.startsWith("CLOSED_PLANAR") && !type.startsWith("CLOSEDPLANAR") || numbers.length < 9) {
                open++;
                continue;
            }
            List<Lps> corners = new ArrayList<>();
            for (int n = 0; n < numbers.length; n += 3) {
                corners.add(new Lps(numbers[n], numbers[n + 1], numbers[n + 2]));
            }
            contours.add(corners);
        }
        if (open > 0) {
            warnings.add(
                    new Warning(open + " contours of \"" + label.name() + "\" enclose nothing and were left out."));
        }
        return contours;
    }

    private double[] corners(DataSet contour) throws IOException {
        Element element = contour.element(Tag.CONTOUR_DATA);
        double[] numbers;
        if (element != null && element.value() instanceof Element.InFile value) {
            byte[] text = file.read(value, 0, Math.toIntExact(value.length()));
            DataSet whole = new DataSet(file.path());
            whole.set(Tag.CONTOUR_DATA, new String(text, StandardCharsets.US_ASCII));
            numbers = whole.numbers(Tag.CONTOUR_DATA);
        } else {
            numbers = contour.numbers(Tag.CONTOUR_DATA);
        }
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new DicomException(file.path(), "has a contour with an empty number");
            }
        }
        return numbers;
    }
}
