package diffusam.io.dicom;

import diffusam.annotation.Code;
import diffusam.io.dicom.Confidentiality.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a file's data set whatever may tell who somebody is: what the standard's table names, private elements, those
 * the standard does not know, free text, and names and dates the table forgets. The pixels are none of its business.
 */
final class Scrubber {
    private static final String REMOVED = "ANONYMIZED";
    private static final Set<Vr> FREE_TEXT = Set.of(Vr.LT, Vr.ST, Vr.UT);
    private static final Set<Vr> TIMES = Set.of(Vr.DA, Vr.DT, Vr.TM);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final DicomFile file;
    private final Set<Retention> kept;
    private final Pseudonyms pseudonyms;
    private final String patientId;

    Scrubber(DicomFile file, Set<Retention> kept, Pseudonyms pseudonyms) {
        this.file = file;
        this.kept = kept;
        this.pseudonyms = pseudonyms;
        String id = file.dataSet().text(Tag.PATIENT_ID);
        patientId = id.isEmpty() ? file.dataSet().text(Tag.PATIENT_NAME) : id;
    }

    /**
     * The data set without pixel data.
     *
     * @param patient name and identifier to give the patient, empty for one made from theirs
     */
    DataSet scrubbed(String patient) throws IOException {
        DataSet clean = cleaned(file.dataSet());
        String name = patient.isEmpty() ? pseudonyms.patient(patientId) : patient;
        clean.set(Tag.PATIENT_NAME, name);
        clean.set(Tag.PATIENT_ID, name);
        clean.set(Tag.PATIENT_IDENTITY_REMOVED, "YES");
        clean.set(Tag.DEIDENTIFICATION_METHOD, "DiffuSAM Studio, PS3.15 basic profile");
        List<DataSet> codes = new ArrayList<>(
                Codes.items(file.path(), new Code("DCM", "113100", "Basic Application Confidentiality Profile")));
        kept.forEach(option -> codes.addAll(Codes.items(file.path(), option.code())));
        clean.setItems(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE, codes);
        clean.set(
                Tag.LONGITUDINAL_INFORMATION,
                kept.contains(Retention.DATES)
                        ? "UNMODIFIED"
                        : kept.contains(Retention.SHIFTED_DATES) ? "MODIFIED" : "REMOVED");
        return clean;
    }

    private DataSet cleaned(DataSet set) throws IOException {
        DataSet clean = new DataSet(file.path());
        clean.characters(set.characters());
        for (Element element : set.elements()) {
            Element left = cleaned(element, set);
            if (left != null) {
                clean.put(left);
            }
        }
        return clean;
    }

    private @Nullable Element cleaned(Element element, DataSet set) throws IOException {
        int tag = element.tag();
        int group = tag >>> 16;
        boolean isPrivate = (group & 1) == 1 || group < Tag.SOP_CLASS_UID.number() >>> 16;
        boolean isUnknown = element.vr() == Vr.UN || Dictionary.standard().vr(tag) == Vr.UN;
        if (isPrivate || isUnknown || (tag & 0xFFFF) == 0 || group == Tag.PIXEL_DATA.number() >>> 16) {
            return null;
        }
        if (tag == Tag.ROI_NAME.number() || tag == Tag.SEGMENT_LABEL.number()) {
            return text(element, structure(element, set));
        }
        Rule rule = Confidentiality.rule(tag);
        if (rule == null) {
            return unnamed(element);
        }
        if (!Collections.disjoint(rule.keptBy(), kept)) {
            return whole(element);
        }
        if (kept.contains(Retention.SHIFTED_DATES) && rule.keptBy().contains(Retention.DATES)) {
            return shifted(element);
        }
        return switch (rule.action()) {
            case REMOVE -> null;
            case EMPTY -> emptied(element);
            case DUMMY -> dummy(element);
            case NEW_UID -> renamed(element);
            case CLEAN_ITEMS -> whole(element);
        };
    }

    /** What the table does not name is kept, unless its representation alone says that it should not be. */
    private @Nullable Element unnamed(Element element) throws IOException {
        if (FREE_TEXT.contains(element.vr())) {
            return null;
        }
        if (element.vr() == Vr.PN) {
            return emptied(element);
        }
        if (element.vr() == Vr.UI && !kept.contains(Retention.UIDS)) {
            return renamed(element);
        }
        if (TIMES.contains(element.vr()) && !kept.contains(Retention.DATES)) {
            return kept.contains(Retention.SHIFTED_DATES) ? shifted(element) : emptied(element);
        }
        return whole(element);
    }

    /** The element as it is, long values read from the file; the items of a sequence are cleaned. */
    private @Nullable Element whole(Element element) throws IOException {
        return switch (element.value()) {
            case Element.Held held -> element;
            case Element.Items items -> {
                List<DataSet> clean = new ArrayList<>();
                for (DataSet item : items.items()) {
                    clean.add(cleaned(item));
                }
                yield new Element(element.tag(), Vr.SQ, false, new Element.Items(clean));
            }
            case Element.InFile far -> {
                byte[] bytes = file.read(far, 0, Math.toIntExact(far.length()));
                yield new Element(element.tag(), element.vr(), element.bigEndian(), new Element.Held(bytes));
            }
            case Element.Fragments fragments -> null;
        };
    }

    private static Element emptied(Element element) {
        return element.value() instanceof Element.Items
                ? new Element(element.tag(), Vr.SQ, false, new Element.Items(List.of()))
                : text(element, "");
    }

    private Element dummy(Element element) throws IOException {
        boolean isEmpty = element.value() instanceof Element.Held held && held.bytes().length == 0;
        if (isEmpty || element.value() instanceof Element.Items) {
            return emptied(element);
        }
        return switch (element.vr()) {
            case DA -> text(element, "19000101");
            case DT -> text(element, "19000101000000");
            case TM -> text(element, "000000");
            case AS -> text(element, "000Y");
            case IS, DS -> text(element, "0");
            case UI -> renamed(element);
            case PN -> text(element, "Anonymous");
            case UR -> text(element, "about:blank");
            case CS, AE, LO, SH, LT, ST, UT, UC -> text(element, REMOVED);
            default -> emptied(element);
        };
    }

    /** What a structure is called, if that is no more than a number or the name of a part of every body. */
    private static String structure(Element element, DataSet set) {
        Tag tag = element.tag() == Tag.ROI_NAME.number() ? Tag.ROI_NAME : Tag.SEGMENT_LABEL;
        String name = set.text(tag);
        return name.matches("Label \\d{1,5}") || Codes.ofName(name).isPresent() ? name : REMOVED;
    }

    private Element renamed(Element element) throws IOException {
        if (!(whole(element) instanceof Element there) || !(there.value() instanceof Element.Held held)) {
            return emptied(element);
        }
        String old = new String(held.bytes(), StandardCharsets.ISO_8859_1);
        return text(
                element,
                Arrays.stream(old.split("\\\\", -1))
                        .map(uid -> pseudonyms.uid(uid.replace("\0", "").strip()))
                        .collect(Collectors.joining("\\")));
    }

    private Element shifted(Element element) {
        if (element.vr() == Vr.TM || !(element.value() instanceof Element.Held held)) {
            return element.vr() == Vr.TM ? element : emptied(element);
        }
        String old = new String(held.bytes(), StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .strip();
        return text(
                element, Arrays.stream(old.split("\\\\", -1)).map(this::earlier).collect(Collectors.joining("\\")));
    }

    /** A date, or a date with a time behind it, of some other day; empty if it is none. */
    private String earlier(String date) {
        try {
            LocalDate day = LocalDate.parse(date.substring(0, Math.min(8, date.length())), DAY);
            return DAY.format(day.minusDays(pseudonyms.daysBack(patientId))) + date.substring(8);
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static Element text(Element element, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length % 2 != 0) {
            bytes = Arrays.copyOf(bytes, bytes.length + 1);
            bytes[bytes.length - 1] = (byte) (element.vr() == Vr.UI ? 0 : ' ');
        }
        return new Element(element.tag(), element.vr(), false, new Element.Held(bytes));
    }
}
