package diffusam.io.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JPEG 2000 codestream (ISO/IEC 15444-1, annex A), bare or in a JP2 file, checked before a codec sees it that trusts it.
 *
 * @param start where it begins in {@code bytes}
 * @param head where the main header ends and the first tile-part begins
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Jpeg2000Stream(byte[] bytes, int start, int head, List<TilePart> parts) {
    private static final int START = 0xFF4F;
    private static final int SIZE = 0xFF51;
    private static final int CODING = 0xFF52;
    private static final int TILE_PART = 0xFF90;
    private static final int PACKET_START = 0xFF91;
    private static final int PACKET_END = 0xFF92;
    private static final int DATA = 0xFF93;
    private static final int END = 0xFFD9;
    private static final int TILE_PART_HEAD = 12;
    private static final int SIZE_HEAD = 42;

    /**
     * Part of a tile.
     *
     * @param plain true if its head holds nothing but its number and length
     * @param body where its data begin
     * @param end after its data
     */
    record TilePart(int tile, boolean plain, int body, int end) {}

    /**
     * Finds the parts of a codestream.
     *
     * @throws Malformed if it does not hold what {@code format} says, or more than its length can mean, or has marks where
     *     none may be
     */
    static Jpeg2000Stream of(byte[] bytes, PixelFormat format) throws Malformed {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int start = start(in);
        requireSize(in, start, format);
        int at = start + 2;
        while (mark(in, at) != TILE_PART) {
            if (mark(in, at) == CODING) {
                requirePackets(in, at, format);
            }
            at += 2 + Math.max(2, mark(in, at + 2));
        }
        return new Jpeg2000Stream(bytes, start, at, parts(in, at));
    }

    /** The codestream with one part a tile: the codec loses parts that are interleaved with those of other tiles. */
    byte[] merged() {
        Map<Integer, List<TilePart>> tiles = new TreeMap<>();
        for (TilePart part : parts) {
            tiles.computeIfAbsent(part.tile(), t -> new ArrayList<>()).add(part);
        }
        if (tiles.size() == parts.size() || !parts.stream().allMatch(TilePart::plain)) {
            return start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, start, head - start);
        tiles.forEach((tile, own) -> write(out, tile, own));
        out.write(END >> 8);
        out.write(END);
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out, int tile, List<TilePart> own) {
        int length = own.stream().mapToInt(part -> part.end() - part.body()).sum();
        out.writeBytes(ByteBuffer.allocate(TILE_PART_HEAD + 2)
                .putShort((short) TILE_PART)
                .putShort((short) 10)
                .putShort((short) tile)
                .putInt(TILE_PART_HEAD + 2 + length)
                .put((byte) 0)
                .put((byte) 1)
                .putShort((short) DATA)
                .array());
        for (TilePart part : own) {
            out.write(bytes, part.body(), part.end() - part.body());
        }
    }

    /** Where the codestream begins: at once, or after the boxes of a JP2 file, whose colour maps do not apply in DICOM. */
    private static int start(ByteBuffer in) throws Malformed {
        for (int at = 0; at + SIZE_HEAD <= in.limit(); at++) {
            if (mark(in, at) == START && mark(in, at + 2) == SIZE) {
                return at;
            }
        }
        throw new Malformed("it holds no JPEG 2000 codestream");
    }

    private static void requireSize(ByteBuffer in, int start, PixelFormat format) throws Malformed {
        long width = uint32(in, start + 8) - uint32(in, start + 16);
        long height = uint32(in, start + 12) - uint32(in, start + 20);
        int components = mark(in, start + 40);
        if (width != format.columns() || height != format.rows() || components != format.samples()) {
            throw new Malformed("its codestream holds " + width + "×" + height + "×" + components
                    + " samples, the file announces " + format.columns() + "×" + format.rows() + "×"
                    + format.samples());
        }
        long tileWidth = uint32(in, start + 24);
        long tileHeight = uint32(in, start + 28);
        if (tileWidth < 1 || tileHeight < 1) {
            throw new Malformed("its tiles have no size");
        }
        long tiles = ((width + tileWidth - 1) / tileWidth) * ((height + tileHeight - 1) / tileHeight);
        if (tiles > in.limit() / TILE_PART_HEAD) {
            throw new Malformed("it announces " + tiles + " tiles, more than it can hold");
        }
    }

    /** Each layer of each resolution of each component has a packet of a byte at least. */
    private static void requirePackets(ByteBuffer in, int at, PixelFormat format) throws Malformed {
        long layers = mark(in, at + 6);
        long levels = mark(in, at + 8) & 0xFF;
        if (levels > 32 || layers < 1 || layers * (levels + 1) * format.samples() > in.limit()) {
            throw new Malformed(
                    "it announces " + layers + " layers of " + (levels + 1) + " resolutions, more than it can hold");
        }
    }

    private static List<TilePart> parts(ByteBuffer in, int first) throws Malformed {
        List<TilePart> parts = new ArrayList<>();
        int at = first;
        while (at + TILE_PART_HEAD + 2 <= in.limit() && mark(in, at) == TILE_PART) {
            long length = uint32(in, at + 6);
            long end = length == 0 ? end(in) : at + length;
            if (end > in.limit() || end < at + TILE_PART_HEAD + 2) {
                throw new Malformed("its JPEG 2000 data end early");
            }
            int body = at + TILE_PART_HEAD;
            while (mark(in, body) != DATA) {
                body += 2 + Math.max(2, mark(in, body + 2));
            }
            if (body + 2 > end) {
                throw new Malformed("its JPEG 2000 data are damaged");
            }
            requireNoMarks(in, body + 2, (int) end);
            parts.add(new TilePart(mark(in, at + 4), body == at + TILE_PART_HEAD, body + 2, (int) end));
            at = (int) end;
        }
        return parts;
    }

    /** The last end mark, for a part that reaches to it. */
    private static long end(ByteBuffer in) {
        for (int at = in.limit() - 2; at >= 0; at--) {
            if ((in.getShort(at) & 0xFFFF) == END) {
                return at;
            }
        }
        return in.limit();
    }

    /** Coded data never look like a mark; the codec follows ones without end where they do. */
    private static void requireNoMarks(ByteBuffer in, int from, int to) throws Malformed {
        for (int at = from; at + 1 < to; at++) {
            if (in.get(at) == (byte) 0xFF) {
                int mark = in.getShort(at) & 0xFFFF;
                if (mark > 0xFF8F && mark != PACKET_START && mark != PACKET_END) {
                    throw new Malformed("its JPEG 2000 data are damaged");
                }
            }
        }
    }

    private static long uint32(ByteBuffer in, int at) {
        return in.getInt(at) & 0xFFFFFFFFL;
    }

    private static int mark(ByteBuffer in, int at) throws Malformed {
        if (at + 2 > in.limit()) {
            throw new Malformed("its JPEG 2000 data end early");
        }
        return in.getShort(at) & 0xFFFF;
    }
}
