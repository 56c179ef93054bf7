package diffusam.sam2;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.Foundation;
import diffusam.nn.Safetensors;
import diffusam.nn.StoredTensor;
import diffusam.nn.WeightFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Networks with weights by formula, and the pictures that src/test/python/sam2_parity.py shows them, for other packages. */
public final class FormulaNetworks {
    private static final String PRESENCE_BIAS = "sam_mask_decoder.pred_obj_score_head.layers.2.bias";

    private FormulaNetworks() {}

    /**
     * SAM 2.1 tiny.
     *
     * @param presence what is added to the logit that the object is on a frame
     */
    public static Foundation tiny(int side, double presence) throws Exception {
        WeightFile file = FormulaWeights.file("tiny");
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(file.tensors());
        tensors.computeIfPresent(PRESENCE_BIAS, (name, bias) -> {
            ByteBuffer moved = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            moved.putFloat((float) (bias.toFloats()[0] + presence)).flip();
            return new StoredTensor(StoredTensor.Format.F32, bias.shape(), moved);
        });
        WeightFile changed = new WeightFile(file.name(), Map.of(), tensors);
        return Sam2.load(NDManager.newBaseManager(Device.cpu()), "tiny", changed, side);
    }

    /** Writes SAM 2.1 tiny as a .safetensors file. */
    public static void write(Path file) throws Exception {
        Map<String, Safetensors.FloatTensor> tensors = new LinkedHashMap<>();
        FormulaWeights.file("tiny")
                .tensors()
                .forEach((name, t) -> tensors.put(name, new Safetensors.FloatTensor(t.shape(), t.toFloats())));
        Files.write(file, Safetensors.write(Map.of(), tensors));
    }

    /** What the public implementation computed. */
    public static WeightFile reference(String name) throws Exception {
        return Sam2ParityTest.resource(name + ".safetensors");
    }

    /** Frame number {@code frame}, row by row. */
    public static float[] picture(int side, int frame) {
        return Sam2ParityTest.picture(side, frame);
    }

    /** The given mask of that frame. */
    public static boolean[] mask(int side, int frame) {
        boolean[] mask = new boolean[side * side];
        for (int p = 0; p < mask.length; p++) {
            mask[p] = Sam2ParityTest.ellipse(p % side, p / side, side, frame) < 1;
        }
        return mask;
    }
}
