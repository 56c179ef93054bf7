package diffusam.io.dicom;

import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.Meaning;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Coded concepts: as sequence items, and what the names of common structures mean. */
final class Codes {
    static final Code TISSUE = new Code("SCT", "85756007", "Tissue");
    static final Code SEGMENTATION = new Code("DCM", "113076", "Segmentation");
    static final Code SOURCE_IMAGE = new Code("DCM", "121322", "Source image for image processing operation");

    private static final Code ALTERED_STRUCTURE = new Code("SCT", "49755003", "Morphologically Altered Structure");
    private static final Set<String> ALTERED = Set.of("52988006", "108369006");

    private static final Map<String, Code> BY_NAME = Map.ofEntries(
            anatomy("10200004", "Liver"),
            anatomy("78961009", "Spleen"),
            anatomy("64033007", "Kidney"),
            anatomy("23451007", "Adrenal gland"),
            anatomy("15776009", "Pancreas"),
            anatomy("28231008", "Gallbladder"),
            Map.entry("gall bladder", new Code("SCT", "28231008", "Gallbladder")),
            anatomy("69695003", "Stomach"),
            anatomy("32849002", "Esophagus"),
            anatomy("38848004", "Duodenum"),
            anatomy("71854001", "Colon"),
            anatomy("15825003", "Aorta"),
            anatomy("64131007", "Inferior vena cava"),
            anatomy("89837001", "Urinary bladder"),
            Map.entry("bladder", new Code("SCT", "89837001", "Urinary bladder")),
            anatomy("41216001", "Prostate"),
            anatomy("80891009", "Heart"),
            anatomy("39607008", "Lung"),
            anatomy("44567001", "Trachea"),
            anatomy("12738006", "Brain"),
            anatomy("5366008", "Hippocampus"),
            anatomy("421060004", "Vertebral column"),
            Map.entry("spine", new Code("SCT", "421060004", "Vertebral column")),
            anatomy("71341001", "Femur"),
            anatomy("52988006", "Lesion"),
            Map.entry("tumor", new Code("SCT", "108369006", "Neoplasm")),
            Map.entry("tumour", new Code("SCT", "108369006", "Neoplasm")));

    private Codes() {}

    private static Map.Entry<String, Code> anatomy(String value, String meaning) {
        return Map.entry(meaning.toLowerCase(Locale.ROOT), new Code("SCT", value, meaning));
    }

    /** What a label stands for: what somebody has said, else what its name says, else some tissue. */
    static Meaning meaning(Label label) {
        Meaning given = label.meaning();
        if (given != null) {
            return given;
        }
        return ofName(label.name())
                .map(type -> new Meaning(category(type), type, null))
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

    /** What a structure's name says it is: nothing unless the name, but for its side, is just that of a known structure. */
    static Optional<Code> ofName(String name) {
        String words = words(name).stream()
                .filter(word -> !word.equals("left") && !word.equals("right"))
                .collect(Collectors.joining(" "));
        return Optional.ofNullable(BY_NAME.get(words));
    }

    /** The side a structure's name says it lies on. */
    static @Nullable Code sideOfName(String name) {
        List<String> words = words(name);
        if (words.contains("right")) {
            return Meaning.RIGHT;
        }
        return words.contains("left") ? Meaning.LEFT : null;
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[\\s_,.-]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The category a structure of a type belongs to: anatomy, or what has grown where it should not. */
    static Code category(Code type) {
        return ALTERED.contains(type.value()) ? ALTERED_STRUCTURE : Meaning.ANATOMICAL_STRUCTURE;
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
