package diffusam.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files made by src/test/python/torch_checkpoints.py. */
class TorchCheckpointTest {
    @Test
    void aModelsTensorsAreReadInTheirOwnTypes() throws Exception {
        WeightFile file = WeightFile.read(resource("model.pt"));
        assertEquals(
                List.of("linear", "half", "brain", "whole", "scalar"),
                List.copyOf(file.tensors().keySet()));
        StoredTensor linear = tensor(file, "linear");
        assertEquals(Dimensions.of(3, 4), linear.shape());
        assertArrayEquals(
                new float[] {0, -.25f, -.5f, -.75f, 1, .75f, .5f, .25f, 2, 1.75f, 1.5f, 1.25f}, linear.toFloats());
        assertEquals(StoredTensor.Format.F16, tensor(file, "half").format());
        assertArrayEquals(
                new float[] {0, .125f, .25f, .375f, .5f}, tensor(file, "half").toFloats());
        float[] brain = tensor(file, "brain").toFloats();
        assertArrayEquals(new float[] {1, -2.5f, 3e20f}, brain, 1e18f);
        assertArrayEquals(new float[] {7, -1}, tensor(file, "whole").toFloats());
        assertEquals(Dimensions.of(), tensor(file, "scalar").shape());
    }

    @Test
    void aBareStateDictionaryMayShareStorage() throws Exception {
        WeightFile file = WeightFile.read(resource("bare.pt"));
        assertArrayEquals(new float[] {15, 16, 17, 18, 19}, tensor(file, "tail").toFloats());
        assertArrayEquals(
                new float[] {5, 6, 7, 8, 9, 10, 11, 12, 13, 14},
                tensor(file, "rows").toFloats());
        assertEquals(Dimensions.of(2, 1), tensor(file, "parameter").shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "turned.pt | tensor turned has an unusable type or shape",
                "text.pt | b is not a tensor",
                "int32.pt | refers to torch.IntStorage, which is not among the plain data this program reads",
                "old.pt | is in PyTorch's format of before 2020; save it again with a current version",
                "path.pt | holds an entry with the unsafe name bare/../../data/0",
                "huge.pt | tensor parameter has an unusable type or shape",
                "text4g.pt | has a damaged table of contents; download it again",
                "bigendian.pt | was written on a big-endian machine and cannot be read",
                "other.zip.pt | is a zip archive, but not a PyTorch checkpoint",
                "deflated.pt | is compressed, which no PyTorch checkpoint is",
                "half.pt | is truncated or damaged; download it again"
            })
    void anUnusableFileIsRefusedWithItsNameAndFault(String name, String fault) {
        assertEquals(name + ": " + fault, refusal(name));
    }

    @Test
    void nothingInAPickleIsRun() {
        String refusal = refusal("evil.pt");
        assertTrue(refusal.matches("evil\\.pt: refers to \\S+\\.open, which is not among .*"), refusal);
        assertTrue(Files.notExists(Path.of("made-by-a-checkpoint")));
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(resource("model.pt"));
        for (int length = 0; length < whole.length - 1; length++) {
            ByteBuffer part = ByteBuffer.wrap(whole, 0, length);
            assertThrows(WeightFileException.class, () -> WeightFile.read("part.pt", part));
        }
    }

    @Test
    void aFlippedByteEitherReadsOrIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(resource("model.pt"));
        Random random = new Random(1);
        for (int n = 0; n < 20_000; n++) {
            byte[] bent = whole.clone();
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            try {
                WeightFile.read("bent.pt", ByteBuffer.wrap(bent))
                        .tensors()
                        .values()
                        .forEach(StoredTensor::toFloats);
            } catch (WeightFileException e) {
                assertTrue(e.getMessage().startsWith("bent.pt: "), e.getMessage());
            }
        }
    }

    private static String refusal(String name) {
        return assertThrows(IOException.class, () -> WeightFile.read(resource(name)))
                .getMessage();
    }

    private static StoredTensor tensor(WeightFile file, String name) {
        StoredTensor tensor = file.tensors().get(name);
        assertTrue(tensor != null, name);
        return tensor;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(TorchCheckpointTest.class.getResource(name).toURI());
    }
}
