package diffusam.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files made by src/test/python/numpy_arrays.py. */
class NumpyTest {
    @TempDir
    Path folder;

    @Test
    void everyNumberTypeIsRead() throws Exception {
        Map<String, Numpy.Array> arrays = Numpy.readArchive(resource("types.npz"));
        assertEquals(11, arrays.size());
        for (Map.Entry<String, Numpy.Array> entry : arrays.entrySet()) {
            assertEquals(Dimensions.of(2, 3), entry.getValue().shape(), entry.getKey());
            assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, entry.getValue().values(), entry.getKey());
        }
    }

    @Test
    void compressedArchivesAndOtherRanksAreRead() throws Exception {
        Map<String, Numpy.Array> arrays = Numpy.readArchive(resource("compressed.npz"));
        assertEquals(List.of("x", "scalar", "line"), List.copyOf(arrays.keySet()));
        assertEquals(Dimensions.of(), array(arrays, "scalar").shape());
        assertArrayEquals(new float[] {2.5f}, array(arrays, "scalar").values());
        assertEquals(Dimensions.of(3), array(arrays, "line").shape());
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Map<String, Numpy.Array> arrays = new LinkedHashMap<>();
        arrays.put("line", new Numpy.Array(Dimensions.of(3), new float[] {1, -2, Float.MIN_VALUE}));
        arrays.put("cube", new Numpy.Array(Dimensions.of(1, 2, 2), new float[] {1, 2, 3, 4}));
        Path file = folder.resolve("out.npz");
        Numpy.writeArchive(file, arrays);
        Map<String, Numpy.Array> again = Numpy.readArchive(file);
        assertEquals(arrays.keySet(), again.keySet());
        for (String name : arrays.keySet()) {
            assertEquals(array(arrays, name).shape(), array(again, name).shape());
            assertArrayEquals(array(arrays, name).values(), array(again, name).values());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fortran.npy | has a layout that is not read; save it with np.ascontiguousarray as float32",
                "complex.npy | has numbers of type c8; save it as float32",
                "model.pt | is not a NumPy array"
            })
    void anUnusableFileIsRefusedWithItsNameAndFault(String name, String fault) {
        assertEquals(
                name + ": " + fault,
                assertThrows(IOException.class, () -> Numpy.read(resource(name)))
                        .getMessage());
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(resource("square.npy"));
        Path part = folder.resolve("part.npy");
        for (int length = 0; length < whole.length; length += 37) {
            Files.write(part, Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> Numpy.read(part));
        }
    }

    private static Numpy.Array array(Map<String, Numpy.Array> arrays, String name) {
        return arrays.get(name);
    }

    private static Path resource(String name) throws Exception {
        return Path.of(NumpyTest.class.getResource(name).toURI());
    }
}
