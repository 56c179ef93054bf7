package diffusam.io.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads data sets by position (PS3.5, 7). Long values stay in the file, so that memory is bounded by the headers, and
 * every announced length is held against what is left of its parent before it is believed.
 */
final class DataSetParser {
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final int HELD_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 32;

    private final Path file;
    private final ByteSource source;
    private final Dictionary dictionary;
    private final boolean explicit;
    private final boolean bigEndian;
    private final byte[] head = new byte[12];
    private long position;
    private long elementsLeft;
    private int heldLeft;
    private CharacterSet characters = CharacterSet.LATIN;

    DataSetParser(
            Path file, ByteSource source, long start, Dictionary dictionary, boolean explicit, boolean bigEndian) {
        this.file = file;
        this.source = source;
        this.dictionary = dictionary;
        this.position = start;
        this.explicit = explicit;
        this.bigEndian = bigEndian;
        elementsLeft = 200_000 + source.size() / 32;
        heldLeft = (int) Math.min(Integer.MAX_VALUE, source.size() + HELD_BYTES);
    }

    /** Position after what was read. */
    long position() {
        return position;
    }

    /** Reads the file meta information: the elements of group 2 that stand at the start. */
    DataSet meta() throws IOException {
        DataSet meta = new DataSet(file);
        while (source.size() - position >= 8 && group(position) == 2) {
            meta.put(element(source.size(), explicit, 0));
        }
        return meta;
    }

    /** Reads the data set to the end of the file; rubbish after the pixels is left alone. */
    DataSet dataSet() throws IOException {
        DataSet set = new DataSet(file);
        try {
            fill(set, source.size(), explicit, 0);
        } catch (DicomException | EOFException e) {
            if (!set.has(Tag.PIXEL_DATA)) {
                throw e;
            }
        }
        return set;
    }

    /** Reads elements up to {@code end} or an item's end. */
    private void fill(DataSet set, long end, boolean explicitVr, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new DicomException(file, "sequences are nested deeper than " + MAX_DEPTH + " levels");
        }
        while (end - position >= 8) {
            int tag = tagAt(position);
            if (tag == ITEM_END || tag == SEQUENCE_END) {
                position += 8;
                return;
            }
            Element element = element(end, explicitVr, depth);
            set.put(element);
            if (element.tag() == Tag.SPECIFIC_CHARACTER_SET.number()) {
                set.characters(CharacterSet.of(set.texts(Tag.SPECIFIC_CHARACTER_SET)));
                characters = depth == 0 ? set.characters() : characters;
            }
        }
        if (position != end && end != source.size()) {
            throw new DicomException(file, "an item ends in the middle of an element at byte " + position);
        }
        position = end;
    }

    private Element element(long end, boolean explicitVr, int depth) throws IOException {
        if (elementsLeft-- <= 0) {
            throw new DicomException(file, "has more elements than a file of its size can mean");
        }
        int tag = tagAt(position);
        Vr vr = dictionary.vr(tag);
        long length;
        boolean sequenceIsExplicit = explicitVr;
        if (explicitVr && isLetter(head[4]) && isLetter(head[5])) {
            Vr named = Vr.of(head[4], head[5]);
            vr = named == null ? Vr.UN : named;
            if (vr.longForm()) {
                read(position + 8, 4);
                length = uint32(0);
                position += 12;
            } else {
                length = uint16(6);
                position += 8;
            }
            sequenceIsExplicit = vr != Vr.UN;
        } else {
            length = uint32(4);
            position += 8;
        }
        return new Element(tag, vr, bigEndian, value(tag, vr, length, end, sequenceIsExplicit, depth));
    }

    private Element.Value value(int tag, Vr vr, long length, long end, boolean explicitVr, int depth)
            throws IOException {
        if (length == UNDEFINED) {
            if (tag == Tag.PIXEL_DATA.number()) {
                return fragments(end);
            }
            return sequence(end, true, explicitVr, depth);
        }
        if (length > end - position) {
            throw new DicomException(
                    file,
                    "is cut short: element " + Tag.text(tag) + " announces " + length + " bytes, "
                            + Math.max(0, end - position) + " are left");
        }
        if (vr == Vr.SQ) {
            return sequence(position + length, false, explicitVr, depth);
        }
        long start = position;
        position += length;
        if (length > HELD_BYTES || length > heldLeft || isPixels(tag)) {
            return new Element.InFile(start, length);
        }
        heldLeft -= (int) length;
        byte[] bytes = new byte[(int) length];
        source.read(start, bytes, 0, bytes.length);
        return new Element.Held(bytes);
    }

    private Element.Items sequence(long end, boolean undefined, boolean explicitVr, int depth) throws IOException {
        List<DataSet> items = new ArrayList<>();
        while (end - position >= 8) {
            int tag = tagAt(position);
            long length = uint32(4);
            position += 8;
            if (tag == SEQUENCE_END && undefined) {
                return new Element.Items(items);
            }
            if (tag != ITEM) {
                throw new DicomException(file, "a sequence holds " + Tag.text(tag) + " where an item should begin");
            }
            if (length != UNDEFINED && length > end - position) {
                throw new DicomException(
                        file,
                        "an item announces " + length + " bytes, " + (end - position) + " are left in its sequence");
            }
            if (elementsLeft-- <= 0) {
                throw new DicomException(file, "has more items than a file of its size can mean");
            }
            DataSet item = new DataSet(file);
            item.characters(characters);
            fill(item, length == UNDEFINED ? end : position + length, explicitVr, depth + 1);
            items.add(item);
        }
        if (undefined) {
            throw new DicomException(file, "is cut short: a sequence has no end");
        }
        position = end;
        return new Element.Items(items);
    }

    private Element.Fragments fragments(long end) throws IOException {
        List<Element.InFile> fragments = new ArrayList<>();
        while (end - position >= 8) {
            int tag = tagAt(position);
            long length = uint32(4);
            position += 8;
            if (tag == SEQUENCE_END) {
                return new Element.Fragments(fragments);
            }
            if (tag != ITEM) {
                throw new DicomException(
                        file, "the pixel data hold " + Tag.text(tag) + " where a fragment should begin");
            }
            if (length > end - position) {
                throw new DicomException(
                        file,
                        "is cut short: a pixel data fragment announces " + length + " bytes, " + (end - position)
                                + " are left");
            }
            if (elementsLeft-- <= 0) {
                throw new DicomException(file, "has more fragments than a file of its size can mean");
            }
            fragments.add(new Element.InFile(position, length));
            position += length;
        }
        return new Element.Fragments(fragments); // the end mark is often missing; the fragments are whole
    }

    private static boolean isPixels(int tag) {
        return tag == Tag.PIXEL_DATA.number()
                || tag == Tag.FLOAT_PIXEL_DATA.number()
                || tag == Tag.DOUBLE_PIXEL_DATA.number();
    }

    private static boolean isLetter(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private int group(long at) throws IOException {
        return tagAt(at) >>> 16;
    }

    /** Leaves the eight bytes of the element's head in {@link #head}. */
    private int tagAt(long at) throws IOException {
        read(at, 8);
        return uint16(0) << 16 | uint16(2);
    }

    private void read(long at, int length) throws IOException {
        if (at + length > source.size()) {
            throw new DicomException(file, "is cut short in the head of an element at byte " + at);
        }
        source.read(at, head, 0, length);
    }

    private int uint16(int at) {
        int first = head[at] & 0xFF;
        int second = head[at + 1] & 0xFF;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    private long uint32(int at) {
        long first = uint16(at);
        long second = uint16(at + 2);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }
}
