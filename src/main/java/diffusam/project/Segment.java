package diffusam.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the journal, being written: eight bytes that say what it is, then frames. The first frame tells who writes
 * and at which change the file starts. A segment is written by one process in one go and never opened again for writing.
 */
final class Segment {
    static final int MAGIC_BYTES = 8;
    static final byte HEADER = 0;

    private static final byte[] MAGIC = "DSAMJRNL".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern NAME = Pattern.compile("journal-(\\d{1,9})\\.log");

    private final int number;
    private final FileLayer.Sink sink;
    private long bytes;

    private Segment(int number, FileLayer.Sink sink) {
        this.number = number;
        this.sink = sink;
    }

    /** Who wrote a segment, and the first change that may be in it. */
    record Header(int version, UUID session, long firstSequence) {
        static Header decode(Frame frame) throws IOException {
            if (frame.payload().length != 20) {
                throw new IOException("a header of " + frame.payload().length + " bytes");
            }
            ByteBuffer in = ByteBuffer.wrap(frame.payload());
            return new Header(in.getInt(), new UUID(in.getLong(), in.getLong()), frame.sequence());
        }

        Frame encode() {
            ByteBuffer out = ByteBuffer.allocate(20).putInt(version);
            out.putLong(session.getMostSignificantBits()).putLong(session.getLeastSignificantBits());
            return new Frame(HEADER, firstSequence, out.array());
        }
    }

    /** Starts a segment whose name and header survive a power cut. */
    static Segment create(FileLayer files, Path folder, int number, Header header) throws IOException {
        Segment segment = new Segment(number, files.create(folder.resolve(name(number))));
        try {
            segment.write(ByteBuffer.wrap(MAGIC));
            segment.write(header.encode().encode());
            segment.sync();
            files.syncFolder(folder);
            return segment;
        } catch (IOException e) {
            segment.abandon();
            throw e;
        }
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "journal-%06d.log", number);
    }

    /** The number in a segment's name; empty for any other name. */
    static OptionalInt numberOf(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    static boolean startsWithMagic(byte[] file) {
        return file.length >= MAGIC_BYTES && Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC_BYTES));
    }

    int number() {
        return number;
    }

    long bytes() {
        return bytes;
    }

    void write(ByteBuffer frame) throws IOException {
        int length = frame.remaining();
        FileLayer.writeFully(sink, frame);
        bytes += length;
    }

    void sync() throws IOException {
        sink.sync();
    }

    /** Closes a segment that is on disk already, or never will be. */
    void abandon() {
        try {
            sink.close();
        } catch (IOException e) {
            // nothing that is still needed depends on it
        }
    }
}
