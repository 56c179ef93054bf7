package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.nn.Dimensions;
import diffusam.nn.Safetensors;
import diffusam.nn.Safetensors.FloatTensor;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorFileTest {
    private static final PriorCard CARD = new PriorCard(
            PriorCard.Kind.ALONE,
            "nano",
            "ab".repeat(32),
            new TreeMap<>(Map.of(3, "left kidney", 6, "liver")),
            400,
            3,
            true);
    private static final TrainedPrior PRIOR =
            new TrainedPrior(CARD, Map.of("a.weight", new FloatTensor(Dimensions.of(2, 2), new float[] {1, -2, 3, 4})));

    @TempDir
    private Path folder;

    private Path stored(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.prior"), bytes);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        TrainedPrior read = PriorFile.read(stored(PriorFile.write(PRIOR)));
        assertEquals(CARD, read.card());
        assertArrayEquals(
                new float[] {1, -2, 3, 4}, read.tensors().get("a.weight").values());
    }

    @Test
    void otherFilesAreRefusedInOneSentence() throws IOException {
        byte[] whole = PriorFile.write(PRIOR);
        requireRefused(new byte[0], "too short");
        requireRefused(Arrays.copyOf(whole, whole.length / 2), "x.prior");
        requireRefused(Arrays.copyOf(whole, whole.length - 4), "truncated");
        requireRefused(Safetensors.write(Map.of(), PRIOR.tensors()), "is no prior");
        requireRefused(
                Safetensors.write(Map.of("format", "diffusam-prior", "version", "7"), PRIOR.tensors()), "version 7");
        requireRefused(
                Safetensors.write(
                        Map.of("format", "diffusam-prior", "version", "1", "card", "{\"labels\": {\"x\": 1}}"),
                        PRIOR.tensors()),
                "damaged card");
    }

    private void requireRefused(byte[] bytes, String because) throws IOException {
        Path file = stored(bytes);
        WeightFileException refused = assertThrows(WeightFileException.class, () -> PriorFile.read(file));
        assertTrue(refused.getMessage().contains(because), refused.getMessage());
        assertTrue(refused.getMessage().contains("x.prior"), refused.getMessage());
    }
}
