package diffusam.sam2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import diffusam.nn.FusedAttention;
import diffusam.nn.StoredTensor;
import diffusam.nn.WeightFile;
import diffusam.nn.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On the processor, which computes in 16 bits as a GPU does, only slowly. */
class NarrowingTest {
    private static final int SIDE = 128;
    private static final String PATCHES = "image_encoder.trunk.patch_embed.proj.weight";

    @Test
    void sixteenBitsAreUsedWhereTheyHold() throws Exception {
        double apart = deviation(FormulaWeights.file("tiny"));
        System.out.printf("encoder in 16 bits: off by %.5f of the largest value%n", apart);
        assertTrue(apart > 1e-5, "computed in 32 bits: " + apart);
        assertTrue(apart <= 1e-2, "off by " + apart);
        assertEquals(Optional.of(DataType.FLOAT16), chosen(FormulaWeights.file("tiny")));
    }

    @Test
    void aNetworkWhoseSumsOverflowIsNotNarrowed() throws Exception {
        WeightFile file = FormulaWeights.file("tiny");
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(file.tensors());
        StoredTensor patches = tensors.get(PATCHES);
        float[] values = patches.toFloats();
        ByteBuffer large = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            large.putFloat(1e5f * value);
        }
        tensors.put(PATCHES, new StoredTensor(StoredTensor.Format.F32, patches.shape(), large.flip()));
        WeightFile changed = new WeightFile("large", Map.of(), tensors);
        assertFalse(deviation(changed) <= 1e-2);
        assertEquals(Optional.empty(), chosen(changed));
    }

    private static Optional<DataType> chosen(WeightFile file) throws Exception {
        try (NDManager base = NDManager.newBaseManager(Device.cpu());
                FusedAttention attention = new FusedAttention(base);
                Weights weights = Weights.of(base, file)) {
            ImageEncoder exact = new ImageEncoder(weights.root(), Sam2Config.TINY, attention);
            return Narrowing.of(base, file, Sam2Config.TINY, attention, exact, SIDE)
                    .map(narrowing -> narrowing.encoder().type());
        }
    }

    private static double deviation(WeightFile file) throws Exception {
        try (NDManager base = NDManager.newBaseManager(Device.cpu());
                FusedAttention attention = new FusedAttention(base);
                Weights exact = Weights.of(base, file);
                Weights narrow = Weights.of(base, file, Narrowing.TYPE)) {
            return new Narrowing(new ImageEncoder(narrow.root(), Sam2Config.TINY, attention), narrow)
                    .deviation(base, new ImageEncoder(exact.root(), Sam2Config.TINY, attention), SIDE);
        }
    }
}
