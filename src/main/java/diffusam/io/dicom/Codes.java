package diffusam.io.dicom;

import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.Meaning;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Coded concepts: as sequence items, and what the names of common structures mean. */
final class Codes {
    static final Code TISSUE = new Code("SCT", "85756007", "Tissue");
    static final Code SEGMENTATION = new Code("DCM", "113076", "Segmentation");
    static final Code SOURCE_IMAGE = new Code("DCM", "121322", "Source image for image processing operation");

    private static final Map<String, Code> BY_NAME = Map.ofEntries(
            Map.entry("liver", new Code("SCT", "10200004", "Liver")),
            Map.entry("spleen", new Code("SCT", "78961009", "Spleen")),
            Map.entry("kidney", new Code("SCT", "64033007", "Kidney")),
            Map.entry("spine", new Code("SCT", "421060004", "Vertebral column")),
            Map.entry("pancreas", new Code("SCT", "15776009", "Pancreas")),
            Map.entry("stomach", new Code("SCT", "69695003", "Stomach")),
            Map.entry("gallbladder", new Code("SCT", "28231008", "Gallbladder")),
            Map.entry("aorta", new Code("SCT", "15825003", "Aorta")),
            Map.entry("bladder", new Code("SCT", "89837001", "Urinary bladder")),
            Map.entry("heart", new Code("SCT", "80891009", "Heart")),
            Map.entry("lung", new Code("SCT", "39607008", "Lung")),
            Map.entry("prostate", new Code("SCT", "41216001", "Prostate")),
            Map.entry("hippocampus", new Code("SCT", "5366008", "Hippocampus")));

    private Codes() {}

    /** What a label stands for: what somebody has said, else what its name says, else some tissue. */
    static Meaning meaning(Label label) {
        Meaning given = label.meaning();
        if (given != null) {
            return given;
        }
        return ofName(label.name())
                .map(Meaning::anatomical)
                .orElse(new Meaning(TISSUE, TISSUE, null))
                .modified(sideOfName(label.name()));
    }

    /** The meaning of a segment, if its type is coded whole. */
    static Optional<Meaning> readMeaning(DataSet segment) {
        return read(segment, Tag.SEGMENT_TYPE_SEQUENCE)
                .map(type -> new Meaning(
                        read(segment, Tag.SEGMENT_CATEGORY_SEQUENCE).orElse(Meaning.ANATOMICAL_STRUCTURE),
                        type,
                        read(segment.items(Tag.SEGMENT_TYPE_SEQUENCE).getFirst(), Tag.SEGMENT_TYPE_MODIFIER_SEQUENCE)
                                .orElse(null)));
    }

    /** What a structure's name says it is. */
    private static Optional<Code> ofName(String name) {
        for (String word : name.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            Code code = BY_NAME.get(word);
            if (code != null) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** The side a structure's name says it lies on. */
    private static @Nullable Code sideOfName(String name) {
        List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z]+"));
        if (words.contains("right")) {
            return Meaning.RIGHT;
        }
        return words.contains("left") ? Meaning.LEFT : null;
    }

    static List<DataSet> items(Path file, Code code) {
        DataSet item = new DataSet(file);
        item.set(Tag.CODE_VALUE, code.value());
        item.set(Tag.CODING_SCHEME, code.scheme());
        item.set(Tag.CODE_MEANING, code.meaning());
        return List.of(item);
    }

    /** The code of a sequence, if it holds a whole one. */
    static Optional<Code> read(DataSet set, Tag sequence) {
        List<DataSet> items = set.items(sequence);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        String scheme = items.getFirst().text(Tag.CODING_SCHEME);
        String value = items.getFirst().text(Tag.CODE_VALUE);
        return scheme.isBlank() || value.isBlank()
                ? Optional.empty()
                : Optional.of(new Code(scheme, value, items.getFirst().text(Tag.CODE_MEANING)));
    }
}
