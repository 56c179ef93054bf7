package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every image of the shared data against what pydicom decodes; the tables come from src/test/python/dicom_hashes.py. */
class DecodingTest {
    @TestFactory
    Stream<DynamicTest> losslessSamplesAreThoseOfPydicom() throws IOException {
        return rows("pixels.tsv")
                .map(row -> dynamicTest(row[0], () -> {
                    try (DicomFile file = DicomFile.open(SharedData.path(row[0]))) {
                        PixelData pixels = PixelData.of(file);
                        MessageDigest digest = MessageDigest.getInstance("SHA-256");
                        for (int n = 0; n < pixels.format().frames(); n++) {
                            digest.update(pixels.frame(n));
                        }
                        assertEquals(row[3], HexFormat.of().formatHex(digest.digest()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> lossySamplesAreWithinOneOfPydicom() throws IOException {
        return rows("lossy.tsv")
                .map(row -> dynamicTest(row[0], () -> {
                    int stride = Integer.parseInt(row[3]);
                    String[] expected = row[4].split(",");
                    try (DicomFile file = DicomFile.open(SharedData.path(row[0]))) {
                        PixelData pixels = PixelData.of(file);
                        int size = pixels.format().bytesPerSample();
                        int perFrame = (int) (pixels.format().frameBytes() / size);
                        byte[] frame = pixels.frame(0);
                        for (int n = 0, held = 0; n < expected.length; n++) {
                            int at = n * stride;
                            if (at / perFrame != held) {
                                held = at / perFrame;
                                frame = pixels.frame(held);
                            }
                            int position = at % perFrame * size;
                            int value = size == 1 ? frame[position] & 0xFF : Samples.int16(frame, position);
                            int wanted = row[2].equals("<u2")
                                    ? (short) Integer.parseInt(expected[n])
                                    : Integer.parseInt(expected[n]);
                            assertTrue(
                                    Math.abs(value - wanted) <= 1,
                                    "sample " + at + " is " + value + ", not " + expected[n]);
                        }
                    }
                }));
    }

    private static Stream<String[]> rows(String table) throws IOException {
        try (InputStream in = DecodingTest.class.getResourceAsStream(table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t"));
        }
    }
}
