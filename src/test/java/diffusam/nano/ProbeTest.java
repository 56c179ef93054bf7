package diffusam.nano;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Foundation;
import diffusam.foundation.Probe;
import diffusam.foundation.Probe.Picture;
import diffusam.nn.Dimensions;
import diffusam.nn.Numpy;
import diffusam.nn.Ops;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
    private static final int SIDE = 64;
    private static Foundation model;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() throws IOException {
        model = new NanoProvider().load(Device.cpu());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void everyIntermediateIsWritten() throws IOException {
        Map<String, Numpy.Array> arrays = probe("a.npz", Optional.of(square()), List.of());
        assertEquals(
                List.of("embedding", "skip0", "skip1", "memory", "attended", "logits", "quality", "presence"),
                List.copyOf(arrays.keySet()));
        assertEquals(Dimensions.of(1, 32, 8, 8), arrays.get("memory").shape());
        try (NDManager scope = model.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            float[] embedding = model.encode(scope.create(ramp().values(), new Shape(1, 1, SIDE, SIDE)))
                    .embedding()
                    .toFloatArray();
            assertArrayEquals(embedding, arrays.get("embedding").values(), 1e-6f);
        }
    }

    @Test
    void anEarlierMemoryIsReadAsIfItWereTheFramesOwn() throws IOException {
        Map<String, Numpy.Array> own = probe("a.npz", Optional.of(square()), List.of());
        Map<String, Numpy.Array> other = probe("b.npz", Optional.empty(), List.of(folder.resolve("a.npz")));
        assertArrayEquals(own.get("logits").values(), other.get("logits").values(), 1e-4f);
        assertTrue(!other.containsKey("memory"));
    }

    @Test
    void withoutMemoryThePictureIsDecodedAlone() throws IOException {
        Map<String, Numpy.Array> alone = probe("c.npz", Optional.empty(), List.of());
        assertTrue(!alone.containsKey("attended") && alone.containsKey("logits"));
    }

    @Test
    void anArchiveWithoutMemoryIsNamed() throws IOException {
        probe("c.npz", Optional.empty(), List.of());
        String refusal = assertThrows(
                        IOException.class, () -> probe("d.npz", Optional.empty(), List.of(folder.resolve("c.npz"))))
                .getMessage();
        assertEquals("c.npz: holds no memory of shape [1, 32, 8, 8]", refusal);
    }

    @Test
    void aSideThatDoesNotSuitTheModelIsRefused() {
        Picture odd = new Picture(SIDE - 1, new float[(SIDE - 1) * (SIDE - 1)]);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Probe(new NanoProvider()).run(odd, Optional.empty(), List.of(), folder.resolve("e.npz")));
    }

    private Map<String, Numpy.Array> probe(String out, Optional<Picture> mask, List<Path> earlier) throws IOException {
        Path file = folder.resolve(out);
        new Probe(new NanoProvider()).run(ramp(), mask, earlier, file);
        return Numpy.readArchive(file);
    }

    private static Picture ramp() {
        float[] values = new float[SIDE * SIDE];
        for (int p = 0; p < values.length; p++) {
            values[p] = (float) (p % SIDE) / SIDE;
        }
        return new Picture(SIDE, values);
    }

    private static Picture square() {
        float[] values = new float[SIDE * SIDE];
        for (int p = 0; p < values.length; p++) {
            values[p] = p % SIDE / 16 == 1 && p / SIDE / 16 == 1 ? 1 : 0;
        }
        return new Picture(SIDE, values);
    }
}
