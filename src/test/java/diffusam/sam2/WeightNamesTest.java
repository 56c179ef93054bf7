package diffusam.sam2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.nn.Dimensions;
import diffusam.nn.Ops;
import diffusam.nn.StoredTensor;
import diffusam.nn.WeightFile;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of names come from the public implementations; see src/test/python. */
class WeightNamesTest {
    private static final int SIDE = 256;

    @Test
    void namesOfTheTransformersLibraryMeanTheOriginalOnes() throws IOException {
        assertEquals(
                shapes(FormulaWeights.file("tiny")), shapes(WeightNames.original(FormulaWeights.file("transformers"))));
    }

    @Test
    void aNetworkWithTransformersWeightsAgreesWithThatLibrary() throws Exception {
        WeightFile reference = Sam2ParityTest.resource("transformers.safetensors");
        try (Sam2 network = Sam2ParityTest.load("transformers");
                NDManager scope = network.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            VideoTracker tracker = new VideoTracker(network, scope, 3, false);
            Features features = network.encode(Sam2ParityTest.image(scope, SIDE, 0));
            Sam2ParityTest.agrees(reference, "embedding", features.embedding(), 1e-4);
            Sam2ParityTest.agrees(reference, "skip_coarse", features.skips().get(0), 1e-4);
            Sam2ParityTest.agrees(reference, "skip_fine", features.skips().get(1), 1e-4);
            NDArray half =
                    scope.ones(new Shape(1, 1, SIDE, SIDE / 2)).concat(scope.zeros(new Shape(1, 1, SIDE, SIDE / 2)), 3);
            tracker.give(0, features, half);
            for (int frame = 1; frame < 3; frame++) {
                NDArray logits = tracker.track(frame, network.encode(Sam2ParityTest.image(scope, SIDE, frame)));
                Sam2ParityTest.agrees(reference, "logits" + frame, logits, 1e-3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "tiny2.0", "small", "base_plus", "transformers"})
    void everyReleasedSizeIsRecognised(String list) throws IOException {
        Sam2Config expected = switch (list) {
            case "tiny2.0" -> Sam2Config.TINY.firstRelease();
            case "small" -> Sam2Config.SMALL;
            case "base_plus" -> Sam2Config.BASE_PLUS;
            default -> Sam2Config.TINY;
        };
        assertEquals(Optional.of(expected), Sam2Config.of(WeightNames.original(FormulaWeights.file(list))));
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        String name = "sam_mask_decoder.iou_token.weight";
        Map<String, StoredTensor> less = tensors();
        less.remove(name);
        assertEquals("tiny: does not fit the SAM 2 network: tensor " + name + " is missing", refusal(less));
    }

    @Test
    void aForeignTensorIsNamed() throws IOException {
        Map<String, StoredTensor> more = tensors();
        more.put("sam_mask_decoder.extra", FormulaWeights.tensor("extra", Dimensions.of(3)));
        assertEquals("tiny: holds 1 tensors the network does not have: sam_mask_decoder.extra", refusal(more));
    }

    @Test
    void aMisshapenTensorIsNamed() throws IOException {
        Map<String, StoredTensor> bent = tensors();
        bent.put("no_mem_embed", FormulaWeights.tensor("no_mem_embed", Dimensions.of(1, 256)));
        assertEquals(
                "tiny: does not fit the SAM 2 network: tensor no_mem_embed has shape [1, 256], expected [1, 1, 256]",
                refusal(bent));
    }

    @Test
    void anotherNetworksFileIsRefused() {
        Map<String, StoredTensor> other = Map.of("weight", FormulaWeights.tensor("weight", Dimensions.of(2, 2)));
        assertEquals("tiny: is not a checkpoint of SAM 2 or SAM 2.1", refusal(other));
    }

    private static Map<String, StoredTensor> tensors() throws IOException {
        return new HashMap<>(FormulaWeights.file("tiny").tensors());
    }

    private static String refusal(Map<String, StoredTensor> tensors) {
        WeightFile file = new WeightFile("tiny", Map.of(), tensors);
        String message = assertThrows(
                        WeightFileException.class,
                        () -> Sam2.load(NDManager.newBaseManager(Device.cpu()), "tiny", file, Sam2.SIDE)
                                .close())
                .getMessage();
        assertTrue(message.startsWith("tiny: "), message);
        return message;
    }

    private static Map<String, List<Long>> shapes(WeightFile file) {
        Map<String, List<Long>> shapes = new TreeMap<>();
        file.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape().sizes()));
        return shapes;
    }
}
