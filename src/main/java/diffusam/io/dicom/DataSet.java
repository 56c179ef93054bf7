package diffusam.io.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The elements of a data set or sequence item, ordered by tag. Absent and empty elements read alike. */
final class DataSet {
    private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
    private final Path file;
    private CharacterSet characters = CharacterSet.LATIN;

    /** An empty data set that belongs to {@code file}, which error messages name. */
    DataSet(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    void characters(CharacterSet characters) {
        this.characters = characters;
    }

    CharacterSet characters() {
        return characters;
    }

    void put(Element element) {
        elements.put(element.tag(), element);
    }

    Collection<Element> elements() {
        return elements.values();
    }

    @Nullable
    Element element(Tag tag) {
        return elements.get(tag.number());
    }

    boolean has(Tag tag) {
        return elements.containsKey(tag.number());
    }

    /** The first value as text without padding, empty if there is none. */
    String text(Tag tag) {
        List<String> all = texts(tag);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** All values as text without padding. */
    List<String> texts(Tag tag) {
        String whole = whole(tag);
        return whole.isEmpty()
                ? List.of()
                : Arrays.stream(whole.split("\\\\", -1)).map(String::strip).toList();
    }

    /** All values as numbers, whatever the representation. */
    double[] numbers(Tag tag) throws DicomException {
        Element element = element(tag);
        if (element == null || !(element.value() instanceof Element.Held held)) {
            return new double[0];
        }
        Vr vr = element.vr() == Vr.UN ? tag.vr() : element.vr();
        if (!vr.isText()) {
            return binary(vr, held.bytes(), element.bigEndian());
        }
        List<String> texts = texts(tag);
        double[] numbers = new double[texts.size()];
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = number(tag, texts.get(n));
        }
        return numbers;
    }

    OptionalDouble number(Tag tag) throws DicomException {
        double[] all = numbers(tag);
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
    }

    OptionalInt integer(Tag tag) throws DicomException {
        double[] all = numbers(tag);
        if (all.length == 0) {
            return OptionalInt.empty();
        }
        if (all[0] != Math.rint(all[0]) || Math.abs(all[0]) > Integer.MAX_VALUE) {
            throw new DicomException(file, named(tag) + " holds " + all[0] + ", which is not a whole number");
        }
        return OptionalInt.of((int) all[0]);
    }

    /** The items of a sequence, none if it is absent. */
    List<DataSet> items(Tag tag) {
        Element element = element(tag);
        return element != null && element.value() instanceof Element.Items items ? items.items() : List.of();
    }

    void set(Tag tag, String... values) {
        byte[] text = characters.encode(String.join("\\", values));
        if (text.length % 2 != 0) {
            text = Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = (byte) (tag.vr() == Vr.UI ? 0 : ' ');
        }
        put(new Element(tag.number(), tag.vr(), false, new Element.Held(text)));
    }

    /** Sets binary integers or floating-point numbers, or their decimal text, as the representation of {@code tag} is. */
    void set(Tag tag, double... values) {
        if (tag.vr().isText()) {
            set(tag, Arrays.stream(values).mapToObj(DataSet::decimal).toArray(String[]::new));
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length * tag.vr().wordBytes() * (tag.vr() == Vr.AT ? 2 : 1))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (tag.vr()) {
                case US, SS -> bytes.putShort((short) (int) value);
                case UL, SL -> bytes.putInt((int) (long) value);
                case AT -> bytes.putShort((short) ((long) value >>> 16)).putShort((short) (long) value);
                case FL -> bytes.putFloat((float) value);
                case FD -> bytes.putDouble(value);
                default -> throw new IllegalArgumentException(tag + " does not hold numbers");
            }
        }
        setBytes(tag, bytes.array());
    }

    void setBytes(Tag tag, byte[] bytes) {
        byte[] even = bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
        put(new Element(tag.number(), tag.vr(), false, new Element.Held(even)));
    }

    void setItems(Tag tag, List<DataSet> items) {
        put(new Element(tag.number(), Vr.SQ, false, new Element.Items(items)));
    }

    /** A number in at most the 16 characters a decimal string may have. */
    static String decimal(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String text = Double.toString(value);
        for (int digits = 16; text.length() > 16; digits--) {
            text = new java.math.BigDecimal(value)
                    .round(new java.math.MathContext(digits))
                    .stripTrailingZeros()
                    .toString();
        }
        return text;
    }

    private String whole(Tag tag) {
        Element element = element(tag);
        if (element == null || !(element.value() instanceof Element.Held held)) {
            return "";
        }
        String text = characters.decode(held.bytes());
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private double number(Tag tag, String text) throws DicomException {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, with the file's name
        }
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        throw new DicomException(file, named(tag) + " holds \"" + shown + "\", which is not a number");
    }

    private static double[] binary(Vr vr, byte[] bytes, boolean bigEndian) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int size = vr == Vr.AT ? 4 : Math.max(1, vr.wordBytes());
        double[] numbers = new double[bytes.length / size];
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = switch (vr) {
                case US, OW -> in.getShort() & 0xFFFF;
                case SS -> in.getShort();
                case UL, OL -> in.getInt() & 0xFFFFFFFFL;
                case SL -> in.getInt();
                case AT -> (in.getShort() & 0xFFFFL) << 16 | (in.getShort() & 0xFFFF);
                case FL, OF -> in.getFloat();
                case FD, OD -> in.getDouble();
                case SV, UV, OV -> in.getLong();
                default -> in.get() & 0xFF;
            };
        }
        return numbers;
    }

    private static String named(Tag tag) {
        return Tag.text(tag.number());
    }
}
