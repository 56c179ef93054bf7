package diffusam.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.volume.Extent;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** What another program read from an image file; made by the scripts in src/test/python. */
public record Reference(JsonNode values) {
    /** The references of a table beside a test class, by file name. */
    public static Map<String, Reference> table(Class<?> test, String name) throws IOException {
        Map<String, Reference> table = new TreeMap<>();
        new ObjectMapper()
                .readTree(test.getResource(name))
                .properties()
                .forEach(row -> table.put(row.getKey(), new Reference(row.getValue())));
        return table;
    }

    /** A fixture beside a test class. */
    public static Path fixture(Class<?> test, String name) {
        try {
            URI uri = test.getResource(name).toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** Compares extent, every corner of the affine, samples, sum and the checksum of all real values as float32. */
    public void assertMatches(Volume volume, double toleranceMm) {
        JsonNode shape = values.get("shape");
        assertEquals(
                new Extent(
                        shape.get(0).asInt(), shape.get(1).asInt(), shape.get(2).asInt()),
                volume.grid().extent());
        assertAffine(volume, toleranceMm);
        for (JsonNode s : values.get("samples")) {
            double value =
                    volume.value(s.get(0).asInt(), s.get(1).asInt(), s.get(2).asInt());
            assertEquals((float) s.get(3).asDouble(), Double.isNaN(value) ? -1 : (float) value, () -> "voxel " + s);
        }
        assertVoxels(volume);
    }

    private void assertAffine(Volume volume, double toleranceMm) {
        Extent e = volume.grid().extent();
        JsonNode ras = values.get("affine");
        for (int corner = 0; corner < 8; corner++) {
            double i = (corner & 1) * (e.nx() - 1.0);
            double j = (corner >> 1 & 1) * (e.ny() - 1.0);
            double k = (corner >> 2 & 1) * (e.nz() - 1.0);
            Lps expected = new Lps(-row(ras, 0, i, j, k), -row(ras, 1, i, j, k), row(ras, 2, i, j, k));
            Lps actual = volume.grid().affine().toLps(i, j, k);
            assertEquals(0, actual.minus(expected).norm(), toleranceMm, () -> expected + " but was " + actual);
        }
    }

    private static double row(JsonNode ras, int row, double i, double j, double k) {
        JsonNode r = ras.get(row);
        return r.get(0).asDouble() * i
                + r.get(1).asDouble() * j
                + r.get(2).asDouble() * k
                + r.get(3).asDouble();
    }

    private void assertVoxels(Volume volume) {
        Extent e = volume.grid().extent();
        ByteBuffer slice = ByteBuffer.allocate(e.nx() * e.ny() * 4).order(ByteOrder.LITTLE_ENDIAN);
        CRC32 crc = new CRC32();
        double sum = 0;
        int nans = 0;
        for (int k = 0; k < e.nz(); k++) {
            for (int p = 0; p < e.nx() * e.ny(); p++) {
                float value = (float) volume.value(p + (long) k * e.nx() * e.ny());
                if (Float.isNaN(value)) {
                    nans++;
                    value = -1;
                }
                slice.putFloat(4 * p, value);
                sum += value;
            }
            crc.update(slice.array());
        }
        double expected = values.get("sum").asDouble();
        assertEquals(expected, sum, 1e-9 * Math.abs(expected) + 1e-6);
        assertEquals(values.get("nans").asInt(), nans);
        assertEquals(values.get("crc32").asLong(), crc.getValue());
    }
}
