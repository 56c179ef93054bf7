package diffusam.io.dicom;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** An open DICOM part 10 file, or a bare data set without preamble or meta information; also gzipped. */
final class DicomFile implements Closeable {
    private static final int PREAMBLE = 128;
    private static final int GZIP_MAGIC = 0x8B1F;
    private static final long SPARE_BYTES = 64L << 20;

    private final Place place;
    private final ByteSource source;
    private final DataSet meta;
    private final DataSet dataSet;
    private final TransferSyntax transferSyntax;

    private DicomFile(Place place, ByteSource source, DataSet meta, DataSet dataSet, TransferSyntax transferSyntax) {
        this.place = place;
        this.source = source;
        this.meta = meta;
        this.dataSet = dataSet;
        this.transferSyntax = transferSyntax;
    }

    /**
     * Opens a file and reads all but its long values.
     *
     * @throws DicomException if it is no DICOM file or is damaged
     */
    static DicomFile open(Path path) throws IOException {
        return open(Place.of(path));
    }

    static DicomFile open(Place place) throws IOException {
        return open(place, Dictionary.OWN);
    }

    /** @param dictionary what elements are whose encoding does not say it; sequences it does not know are not looked into */
    static DicomFile open(Place place, Dictionary dictionary) throws IOException {
        if (place.isInArchive()) {
            return parse(place, new ByteSource.OfArray(place.unpacked()), dictionary);
        }
        Path path = place.file();
        ByteSource raw = new ByteSource.OfFile(path);
        try {
            byte[] magic = peek(raw, 0, 2);
            if (magic.length == 2 && (magic[0] & 0xFF | (magic[1] & 0xFF) << 8) == GZIP_MAGIC) {
                long limit = 4 * raw.size() + SPARE_BYTES;
                raw.close();
                raw = new ByteSource.OfArray(gunzip(path, limit));
            }
            return parse(place, raw, dictionary);
        } catch (EOFException e) {
            raw.close();
            throw new DicomException(path, "is cut short", e);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Reads a DICOM file that lies in memory; {@code path} is its name in messages. */
    static DicomFile parse(Path path, byte[] bytes) throws IOException {
        return parse(Place.of(path), new ByteSource.OfArray(bytes), Dictionary.OWN);
    }

    /** The file's name in messages. */
    Path path() {
        return place.shown();
    }

    Place place() {
        return place;
    }

    DataSet dataSet() {
        return dataSet;
    }

    TransferSyntax transferSyntax() {
        return transferSyntax;
    }

    /** Bytes of the file as it was unpacked: what allocations are held against. */
    long size() {
        return source.size();
    }

    /** SOP instance UID of the data set, or of the meta information where the data set has none. */
    String instanceUid() {
        String uid = dataSet.text(Tag.SOP_INSTANCE_UID);
        return uid.isEmpty() ? meta.text(Tag.MEDIA_STORAGE_INSTANCE_UID) : uid;
    }

    /** SOP class UID of the data set, or of the meta information where the data set has none. */
    String classUid() {
        String uid = dataSet.text(Tag.SOP_CLASS_UID);
        return uid.isEmpty() ? meta.text(Tag.MEDIA_STORAGE_CLASS_UID) : uid;
    }

    /** Reads part of a value that was left in the file. */
    byte[] read(Element.InFile value, long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        try {
            source.read(value.position() + offset, bytes, 0, length);
        } catch (EOFException e) {
            throw new DicomException(path(), "is cut short", e);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static DicomFile parse(Place place, ByteSource source, Dictionary dictionary) throws IOException {
        Path path = place.shown();
        long start = start(source);
        DataSet meta = new DataSet(path);
        if (start == PREAMBLE + 4 || isGroup2(source, start)) {
            DataSetParser parser = new DataSetParser(path, source, start, dictionary, true, false);
            meta = parser.meta();
            start = parser.position();
        }
        String uid = meta.text(Tag.TRANSFER_SYNTAX_UID);
        TransferSyntax syntax = uid.isEmpty()
                ? guess(path, source, start)
                : TransferSyntax.of(uid)
                        .orElseThrow(() -> new DicomException(
                                path, "uses transfer syntax " + uid + ", which is not supported; convert it first"));
        ByteSource body = source;
        if (syntax == TransferSyntax.DEFLATED) {
            body = new ByteSource.OfArray(inflate(path, source, start));
            start = 0;
            source.close();
        }
        boolean explicit = isExplicit(body, start, syntax);
        DataSet dataSet = new DataSetParser(path, body, start, dictionary, explicit, syntax.bigEndian()).dataSet();
        return new DicomFile(place, body, meta, dataSet, syntax);
    }

    private static long start(ByteSource source) throws IOException {
        for (long at : new long[] {PREAMBLE, 0}) {
            byte[] mark = peek(source, at, 4);
            if (Arrays.equals(mark, new byte[] {'D', 'I', 'C', 'M'})) {
                return at + 4;
            }
        }
        return 0;
    }

    private static boolean isGroup2(ByteSource source, long at) throws IOException {
        byte[] head = peek(source, at, 6);
        return head.length == 6 && head[0] == 2 && head[1] == 0 && Vr.of(head[4], head[5]) != null;
    }

    /** The encoding of a data set that does not name it, from the look of its first element. */
    private static TransferSyntax guess(Path path, ByteSource source, long at) throws IOException {
        byte[] head = peek(source, at, 8);
        if (head.length == 8) {
            boolean letters = Vr.of(head[4], head[5]) != null;
            int little = head[0] & 0xFF | (head[1] & 0xFF) << 8;
            int big = head[1] & 0xFF | (head[0] & 0xFF) << 8;
            if (little >= 8 && little <= 0x20) {
                long length =
                        head[4] & 0xFFL | (head[5] & 0xFFL) << 8 | (head[6] & 0xFFL) << 16 | (head[7] & 0xFFL) << 24;
                if (letters) {
                    return TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
                }
                if (length <= source.size() - at - 8) {
                    return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
                }
            }
            if (big >= 8 && big <= 0x20 && letters) {
                return TransferSyntax.EXPLICIT_BIG_ENDIAN;
            }
        }
        throw new DicomException(path, "is not a DICOM file");
    }

    /** Whether elements name their representation; writers get this wrong, so the bytes are asked. */
    private static boolean isExplicit(ByteSource source, long at, TransferSyntax syntax) throws IOException {
        if (syntax != TransferSyntax.IMPLICIT_LITTLE_ENDIAN) {
            return true;
        }
        byte[] head = peek(source, at, 8);
        return head.length == 8 && Vr.of(head[4], head[5]) != null && (head[6] != 0 || head[7] != 0);
    }

    private static byte[] peek(ByteSource source, long at, int length) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(length, source.size() - at))];
        if (bytes.length > 0) {
            source.read(at, bytes, 0, bytes.length);
        }
        return bytes;
    }

    private static byte[] gunzip(Path path, long limit) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 16)) {
            byte[] bytes = in.readNBytes((int) Math.min(limit, Integer.MAX_VALUE - 16));
            if (in.read() >= 0) {
                throw tooLarge(path);
            }
            return bytes;
        } catch (ZipException e) {
            throw new DicomException(path, "is damaged: it cannot be unpacked by gzip", e);
        }
    }

    private static byte[] inflate(Path path, ByteSource source, long start) throws IOException {
        long limit = Math.min(4 * source.size() + SPARE_BYTES, Integer.MAX_VALUE - 16);
        byte[] packed = peek(source, start, (int) Math.min(source.size() - start, Integer.MAX_VALUE - 16));
        byte[] out = new byte[(int) Math.min(limit, 3L * packed.length + 1024)];
        int length = 0;
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            while (!inflater.finished()) {
                int got = inflater.inflate(out, length, out.length - length);
                length += got;
                if (got == 0 && inflater.needsInput()) {
                    throw new DicomException(path, "is cut short: its deflated data have no end");
                }
                if (length == out.length && !inflater.finished()) {
                    if (length >= limit) {
                        throw tooLarge(path);
                    }
                    out = Arrays.copyOf(out, (int) Math.min(limit, 2L * length));
                }
            }
        } catch (DataFormatException e) {
            throw new DicomException(path, "is damaged: its deflated data cannot be unpacked", e);
        }
        return Arrays.copyOf(out, length);
    }

    private static DicomException tooLarge(Path path) {
        return new DicomException(path, "unpacks to more than its size can mean; unpack it with another program first");
    }
}
