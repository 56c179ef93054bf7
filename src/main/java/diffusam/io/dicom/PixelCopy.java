package diffusam.io.dicom;

import diffusam.files.SafeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Copies a file's pixel data behind another data set, as they are encoded; only big endian becomes little endian. */
final class PixelCopy {
    private static final int BLOCK = 1 << 20;
    private static final int UNDEFINED = -1;
    private static final int ITEM = 0xFFFEE000;
    private static final int SEQUENCE_END = 0xFFFEE0DD;

    private final DicomFile source;
    private final OutputStream out;
    private final boolean explicit;

    private PixelCopy(DicomFile source, OutputStream out, boolean explicit) {
        this.source = source;
        this.out = out;
        this.explicit = explicit;
    }

    /** Writes a part 10 file that appears whole or not at all. */
    static void write(Path target, DataSet set, DicomFile source) throws IOException {
        TransferSyntax syntax = switch (source.transferSyntax()) {
            case EXPLICIT_BIG_ENDIAN, DEFLATED -> TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
            default -> source.transferSyntax();
        };
        byte[] head = DataSetWriter.bytes(set, syntax);
        SafeFile.write(target, out -> {
            out.write(head);
            new PixelCopy(source, out, syntax.explicit()).copy();
        });
    }

    private void copy() throws IOException {
        for (Tag tag : List.of(Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_PIXEL_DATA, Tag.PIXEL_DATA)) {
            Element element = source.dataSet().element(tag);
            if (element == null) {
                continue;
            }
            switch (element.value()) {
                case Element.InFile value -> {
                    head(element, even(value.length()));
                    copy(value, wordBytes(element));
                }
                case Element.Fragments fragments -> {
                    head(element, UNDEFINED);
                    for (Element.InFile fragment : fragments.fragments()) {
                        item(ITEM, even(fragment.length()));
                        copy(fragment, 1);
                    }
                    item(SEQUENCE_END, 0);
                }
                default -> {}
            }
        }
    }

    /** Bytes of the words to turn round; 1 where nothing is to be turned. */
    private int wordBytes(Element element) throws DicomException {
        if (!element.bigEndian()) {
            return 1;
        }
        int bits = source.dataSet().integer(Tag.BITS_ALLOCATED).orElse(8);
        return bits > 8 ? bits / 8 : element.vr() == Vr.OW ? 2 : 1;
    }

    private void copy(Element.InFile value, int wordBytes) throws IOException {
        for (long at = 0; at < value.length(); at += BLOCK) {
            byte[] block = source.read(value, at, (int) Math.min(BLOCK, value.length() - at));
            DataSetWriter.reverse(block, wordBytes);
            out.write(block);
        }
        if (value.length() % 2 != 0) {
            out.write(0);
        }
    }

    private void head(Element element, long length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(explicit ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (element.tag() >>> 16)).putShort((short) element.tag());
        if (explicit) {
            head.put(element.vr().name().getBytes(StandardCharsets.US_ASCII)).putShort((short) 0);
        }
        out.write(head.putInt((int) length).array());
    }

    private void item(int tag, long length) throws IOException {
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .putInt((int) length)
                .array());
    }

    private static long even(long length) {
        return length + length % 2;
    }
}
