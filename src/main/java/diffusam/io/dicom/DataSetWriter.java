package diffusam.io.dicom;

import diffusam.files.SafeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes part 10 files in little endian: explicit, deflated or implicit, which alone holds long texts. */
final class DataSetWriter {
    /** Names this program as the writer of a file. */
    static final String IMPLEMENTATION_UID = "2.25.302043790172249692526321623266752743501";

    private static final String IMPLEMENTATION_VERSION = "DIFFUSAM_1";
    private static final int PREAMBLE = 128;

    private DataSetWriter() {}

    /** Writes a file that has a SOP class and instance UID; it appears whole or not at all. */
    static void write(Path file, DataSet set, TransferSyntax syntax) throws IOException {
        byte[] bytes = bytes(set, syntax);
        SafeFile.write(file, out -> out.write(bytes));
    }

    /** The bytes of a part 10 file. */
    static byte[] bytes(DataSet set, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[PREAMBLE]);
        out.write("DICM".getBytes(StandardCharsets.US_ASCII));
        out.write(meta(set, syntax));
        switch (syntax) {
            case DEFLATED -> out.write(deflated(set));
            case EXPLICIT_BIG_ENDIAN -> throw new IllegalArgumentException("cannot write " + syntax.title());
            default -> write(out, set, syntax.explicit());
        }
        return out.toByteArray();
    }

    private static byte[] meta(DataSet set, TransferSyntax syntax) throws IOException {
        DataSet meta = new DataSet(set.file());
        meta.setBytes(Tag.META_VERSION, new byte[] {0, 1});
        meta.set(Tag.MEDIA_STORAGE_CLASS_UID, set.text(Tag.SOP_CLASS_UID));
        meta.set(Tag.MEDIA_STORAGE_INSTANCE_UID, set.text(Tag.SOP_INSTANCE_UID));
        meta.set(Tag.TRANSFER_SYNTAX_UID, syntax.uid());
        meta.set(Tag.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_UID);
        meta.set(Tag.IMPLEMENTATION_VERSION, IMPLEMENTATION_VERSION);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        write(body, meta, true);
        DataSet length = new DataSet(set.file());
        length.set(Tag.META_LENGTH, body.size());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, length, true);
        body.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] deflated(DataSet set) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            write(plain, set, true);
            plain.writeTo(out);
        } finally {
            deflater.end();
        }
        if (packed.size() % 2 != 0) {
            packed.write(0);
        }
        return packed.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, DataSet set, boolean explicit) throws IOException {
        for (Element element : set.elements()) {
            byte[] value = switch (element.value()) {
                case Element.Held held -> littleEndian(element, held.bytes());
                case Element.Items items -> items(items, explicit);
                case Element.InFile f -> throw new IllegalArgumentException("a value left in a file cannot be written");
                case Element.Fragments f -> throw new IllegalArgumentException("fragments cannot be written");
            };
            if (explicit) {
                head(out, element, value.length);
            } else {
                out.write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) (element.tag() >>> 16))
                        .putShort((short) element.tag())
                        .putInt(value.length)
                        .array());
            }
            out.write(value);
        }
    }

    private static byte[] littleEndian(Element element, byte[] bytes) {
        if (!element.bigEndian() || element.vr().wordBytes() < 2) {
            return bytes;
        }
        byte[] reversed = bytes.clone();
        reverse(reversed, element.vr().wordBytes());
        return reversed;
    }

    /** Turns the bytes of each word round. */
    static void reverse(byte[] bytes, int wordBytes) {
        for (int start = 0; start + wordBytes <= bytes.length; start += wordBytes) {
            for (int n = 0; n < wordBytes / 2; n++) {
                byte kept = bytes[start + n];
                bytes[start + n] = bytes[start + wordBytes - 1 - n];
                bytes[start + wordBytes - 1 - n] = kept;
            }
        }
    }

    private static void head(ByteArrayOutputStream out, Element element, int length) throws IOException {
        Vr vr = element.vr();
        ByteBuffer head = ByteBuffer.allocate(vr.longForm() ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (element.tag() >>> 16)).putShort((short) element.tag());
        head.put(vr.name().getBytes(StandardCharsets.US_ASCII));
        if (vr.longForm()) {
            head.putShort((short) 0).putInt(length);
        } else if (length > 0xFFFF) {
            throw new IllegalArgumentException(Tag.text(element.tag()) + " holds " + length + " bytes, 65535 fit");
        } else {
            head.putShort((short) length);
        }
        out.write(head.array());
    }

    private static byte[] items(Element.Items items, boolean explicit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (DataSet item : items.items()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            write(body, item, explicit);
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) 0xFFFE)
                    .putShort((short) 0xE000)
                    .putInt(body.size())
                    .array());
            body.writeTo(out);
        }
        return out.toByteArray();
    }
}
