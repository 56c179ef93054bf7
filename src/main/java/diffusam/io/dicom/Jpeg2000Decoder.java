package diffusam.io.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JPEG 2000 (ISO/IEC 15444-1), reversible and irreversible, as a bare codestream or in a JP2 file. */
final class Jpeg2000Decoder {
    private static final int START = 0xFF4F;
    private static final int SIZE = 0xFF51;
    private static final int TILE_PART = 0xFF90;
    private static final int DATA = 0xFF93;
    private static final int END = 0xFFD9;
    private static final int TILE_PART_HEAD = 12;

    private Jpeg2000Decoder() {}

    static byte[] decode(byte[] packed, PixelFormat format) throws Malformed {
        ByteBuffer stream = ByteBuffer.wrap(packed);
        int start = start(stream);
        requireSize(stream, start, format);
        return Rasters.decode(new J2KImageReaderSpi(), merged(stream, start), format);
    }

    /** Where the codestream begins: at once, or after the boxes of a JP2 file, whose colour maps do not apply in DICOM. */
    private static int start(ByteBuffer stream) throws Malformed {
        for (int at = 0; at + 4 <= stream.limit(); at++) {
            if (mark(stream, at) == START && mark(stream, at + 2) == SIZE) {
                return at;
            }
        }
        throw new Malformed("it holds no JPEG 2000 codestream");
    }

    /** The codec allocates by the codestream's own size, so that must be the file's. */
    private static void requireSize(ByteBuffer stream, int start, PixelFormat format) throws Malformed {
        if (start + 42 > stream.limit()) {
            throw new Malformed("its JPEG 2000 header is cut short");
        }
        long width = (stream.getInt(start + 8) & 0xFFFFFFFFL) - (stream.getInt(start + 16) & 0xFFFFFFFFL);
        long height = (stream.getInt(start + 12) & 0xFFFFFFFFL) - (stream.getInt(start + 20) & 0xFFFFFFFFL);
        long tileWidth = stream.getInt(start + 24) & 0xFFFFFFFFL;
        long tileHeight = stream.getInt(start + 28) & 0xFFFFFFFFL;
        int components = mark(stream, start + 40);
        if (width != format.columns() || height != format.rows() || components != format.samples()) {
            throw new Malformed("its codestream holds " + width + "×" + height + "×" + components
                    + " samples, the file announces " + format.columns() + "×" + format.rows() + "×"
                    + format.samples());
        }
        if (tileWidth < 1 || tileHeight < 1) {
            throw new Malformed("its tiles have no size");
        }
        long tiles = ((width + tileWidth - 1) / tileWidth) * ((height + tileHeight - 1) / tileHeight);
        if (tiles > stream.limit() / TILE_PART_HEAD) {
            throw new Malformed("it announces " + tiles + " tiles, more than it can hold");
        }
    }

    /** The codestream with one part a tile: the codec loses parts that are interleaved with those of other tiles. */
    private static byte[] merged(ByteBuffer stream, int start) {
        byte[] all = stream.array();
        int at = start + 2;
        while (at + 4 <= all.length && mark(stream, at) != TILE_PART) {
            at += 2 + mark(stream, at + 2);
        }
        int head = at;
        Map<Integer, List<int[]>> tiles = new TreeMap<>();
        int parts = 0;
        while (at + TILE_PART_HEAD + 2 <= all.length && mark(stream, at) == TILE_PART) {
            long length = stream.getInt(at + 6) & 0xFFFFFFFFL;
            boolean plain = mark(stream, at + TILE_PART_HEAD) == DATA;
            if (!plain || length < TILE_PART_HEAD + 2 || at + length > all.length) {
                return codestream(all, start);
            }
            tiles.computeIfAbsent(mark(stream, at + 4), t -> new ArrayList<>())
                    .add(new int[] {at + TILE_PART_HEAD + 2, (int) length - TILE_PART_HEAD - 2});
            parts++;
            at += (int) length;
        }
        if (parts == tiles.size()) {
            return codestream(all, start);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(all.length);
        out.write(all, start, head - start);
        tiles.forEach((tile, bodies) -> write(out, all, tile, bodies));
        out.write(END >> 8);
        out.write(END);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[] all, int tile, List<int[]> bodies) {
        int length = bodies.stream().mapToInt(body -> body[1]).sum();
        out.writeBytes(ByteBuffer.allocate(TILE_PART_HEAD + 2)
                .putShort((short) TILE_PART)
                .putShort((short) 10)
                .putShort((short) tile)
                .putInt(TILE_PART_HEAD + 2 + length)
                .put((byte) 0)
                .put((byte) 1)
                .putShort((short) DATA)
                .array());
        for (int[] body : bodies) {
            out.write(all, body[0], body[1]);
        }
    }

    private static byte[] codestream(byte[] all, int start) {
        return start == 0 ? all : java.util.Arrays.copyOfRange(all, start, all.length);
    }

    private static int mark(ByteBuffer stream, int at) {
        return stream.getShort(at) & 0xFFFF;
    }
}
