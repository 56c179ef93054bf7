package diffusam.io.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Labels of a gzipped NRRD of little-endian shorts, i-fastest: the reference segmentations' truth. */
record NrrdTruth(short[] labels) {
    static NrrdTruth read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;
        byte[] raw = new GZIPInputStream(new ByteArrayInputStream(bytes, data, bytes.length - data)).readAllBytes();
        short[] labels = new short[raw.length / 2];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(labels);
        return new NrrdTruth(labels);
    }
}
