package diffusam.project;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A piece of a file that can be told whole from damaged, and found again after a damaged stretch:
 *
 * <pre>
 * marker (4) · payload bytes (4) · type (1) · sequence (8) · payload · CRC-32C of all between marker and here (4)
 * </pre>
 *
 * All numbers are big-endian.
 *
 * @param sequence grows from frame to frame
 */
@SuppressWarnings("ArrayRecordComponent") // never written after construction, never compared
record Frame(byte type, long sequence, byte[] payload) {
    static final int OVERHEAD = 21;

    private static final int MARKER = 0xD5A4F7E3;
    private static final int HEAD = 17;

    /** The frames of a file and what lies between them. */
    record Scan(List<Frame> frames, List<Damage> damages, long tornBytes) {}

    /** Bytes before {@code frame} (a position in the list of frames) that are no frame. */
    record Damage(int frame, long bytes) {}

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(OVERHEAD + payload.length);
        out.putInt(MARKER).putInt(payload.length).put(type).putLong(sequence).put(payload);
        out.putInt(checksum(out.array(), 4, HEAD + payload.length - 4));
        return out.flip();
    }

    /** Finds every whole frame from {@code start}; bytes after the last one count as torn, bytes before one as damage. */
    static Scan scan(byte[] file, int start) {
        List<Frame> frames = new ArrayList<>();
        List<Damage> damages = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file);
        int good = start;
        for (int p = start; p <= file.length - OVERHEAD; ) {
            if (!isWhole(in, p)) {
                p++;
                continue;
            }
            if (p > good) {
                damages.add(new Damage(frames.size(), p - good));
            }
            byte[] payload = new byte[in.getInt(p + 4)];
            in.get(p + HEAD, payload);
            frames.add(new Frame(in.get(p + 8), in.getLong(p + 9), payload));
            p += OVERHEAD + payload.length;
            good = p;
        }
        return new Scan(frames, damages, Math.max(0, file.length - good));
    }

    private static boolean isWhole(ByteBuffer in, int p) {
        if (in.getInt(p) != MARKER) {
            return false;
        }
        int length = in.getInt(p + 4);
        return length >= 0
                && length <= in.capacity() - p - OVERHEAD
                && checksum(in.array(), p + 4, HEAD + length - 4) == in.getInt(p + HEAD + length);
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
