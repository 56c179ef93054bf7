package diffusam.nn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of a zip archive that compresses nothing, as views of its bytes. Reading never allocates more than the
 * directory's names, whatever sizes the archive claims.
 */
final class StoredZip {
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int MAX_ENTRIES = 100_000;
    private static final int STORED = 0;
    private static final int EXTRA_ZIP64 = 1;
    private static final long IN_EXTRA = 0xFFFF_FFFFL;

    private final String file;
    private final ByteBuffer bytes;

    private StoredZip(String file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Name → content, in the directory's order. */
    static Map<String, ByteBuffer> entries(String file, ByteBuffer bytes) throws WeightFileException {
        StoredZip zip = new StoredZip(file, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
        try {
            return zip.entries();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw zip.damaged();
        }
    }

    private Map<String, ByteBuffer> entries() throws WeightFileException {
        int end = findEnd();
        long count = Short.toUnsignedLong(bytes.getShort(end + 10));
        long start = Integer.toUnsignedLong(bytes.getInt(end + 16));
        int locator = end - 20;
        if (locator >= 0 && bytes.getInt(locator) == END_64_LOCATOR) {
            int end64 = position(bytes.getLong(locator + 8));
            if (bytes.getInt(end64) != END_64) {
                throw damaged();
            }
            count = bytes.getLong(end64 + 32);
            start = bytes.getLong(end64 + 48);
        }
        if (count < 0 || count > MAX_ENTRIES) {
            throw damaged();
        }
        ByteBuffer directory = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(position(start));
        Map<String, ByteBuffer> entries = new LinkedHashMap<>();
        for (long n = 0; n < count; n++) {
            Entry entry = next(directory);
            if (entries.put(entry.name, content(entry)) != null) {
                throw new WeightFileException(file, "is damaged: it holds two entries named " + entry.name);
            }
        }
        return entries;
    }

    /** The end record lies at the very end, before a comment that is usually empty. */
    private int findEnd() throws WeightFileException {
        int last = bytes.limit() - END_BYTES;
        for (int at = last; at >= 0 && at >= last - MAX_COMMENT; at--) {
            if (bytes.getInt(at) == END) {
                return at;
            }
        }
        throw damaged();
    }

    private Entry next(ByteBuffer directory) throws WeightFileException {
        int at = directory.position();
        if (directory.getInt(at) != CENTRAL) {
            throw damaged();
        }
        int method = directory.getShort(at + 10);
        long stored = Integer.toUnsignedLong(directory.getInt(at + 20));
        long size = Integer.toUnsignedLong(directory.getInt(at + 24));
        int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
        long header = Integer.toUnsignedLong(directory.getInt(at + 42));
        byte[] name = new byte[nameLength];
        directory.position(at + 46).get(name);
        ByteBuffer extra = directory.slice(directory.position(), extraLength).order(ByteOrder.LITTLE_ENDIAN);
        directory.position(directory.position() + extraLength + commentLength);
        long[] wide = widen(extra, size, stored, header);
        String text = checkedName(new String(name, StandardCharsets.UTF_8));
        if (method != STORED || wide[0] != wide[1]) {
            throw new WeightFileException(file, "is compressed, which no PyTorch checkpoint is");
        }
        return new Entry(text, position(wide[0]), position(wide[2]));
    }

    /** Sizes and offsets of 32 bits that are all ones stand in the extra field with 64 bits, in this order. */
    private static long[] widen(ByteBuffer extra, long... values) {
        long[] wide = Arrays.copyOf(values, values.length);
        while (extra.remaining() >= 4) {
            int kind = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            ByteBuffer field = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            extra.position(extra.position() + length);
            for (int n = 0; kind == EXTRA_ZIP64 && n < wide.length; n++) {
                if (values[n] == IN_EXTRA) {
                    wide[n] = field.getLong();
                }
            }
        }
        return wide;
    }

    private String checkedName(String name) throws WeightFileException {
        if (name.startsWith("/")
                || name.contains("\\")
                || Arrays.asList(name.split("/")).contains("..")) {
            throw new WeightFileException(file, "holds an entry with the unsafe name " + name);
        }
        return name;
    }

    private ByteBuffer content(Entry entry) throws WeightFileException {
        if (bytes.getInt(entry.header) != LOCAL) {
            throw damaged();
        }
        int nameLength = Short.toUnsignedInt(bytes.getShort(entry.header + 26));
        int extraLength = Short.toUnsignedInt(bytes.getShort(entry.header + 28));
        return bytes.slice(position(entry.header + 30L + nameLength + extraLength), entry.size);
    }

    private int position(long offset) throws WeightFileException {
        if (offset < 0 || offset > bytes.limit()) {
            throw damaged();
        }
        return (int) offset;
    }

    private WeightFileException damaged() {
        return new WeightFileException(file, "is truncated or damaged; download it again");
    }

    private record Entry(String name, int size, int header) {}
}
