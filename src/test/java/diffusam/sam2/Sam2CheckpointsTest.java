package diffusam.sam2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import diffusam.foundation.CheckpointKind;
import diffusam.foundation.Foundation;
import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelStore;
import diffusam.nn.Safetensors;
import diffusam.nn.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sam2CheckpointsTest {
    @Test
    void aFileInTheModelsFolderIsAModelOfItsName(@TempDir Path folder) throws Exception {
        WeightFile weights = FormulaWeights.file("tiny");
        Map<String, Safetensors.FloatTensor> tensors = new LinkedHashMap<>();
        weights.tensors().forEach((name, t) -> tensors.put(name, new Safetensors.FloatTensor(t.shape(), t.toFloats())));
        Files.write(folder.resolve("mine.safetensors"), Safetensors.write(Map.of(), tensors));
        ModelStore store = new ModelStore(folder, List.of(new Sam2Checkpoints()));
        InstalledModel installed = store.list().getFirst();
        assertEquals("mine", installed.name());
        assertEquals("SAM 2.1, tiny", installed.description());
        try (Foundation network = installed.model().orElseThrow().load(Device.cpu())) {
            assertEquals("mine", network.name());
        }
    }

    @Test
    void theCheckpointsAreFoundAsAService() {
        assertTrue(ServiceLoader.load(CheckpointKind.class).stream()
                .anyMatch(provider -> provider.type() == Sam2Checkpoints.class));
    }

    @Test
    void everyReleasedSizeIsPublished() {
        List<String> names = new Sam2Checkpoints()
                .published().stream().map(model -> model.fileName()).toList();
        assertEquals(
                List.of(
                        "sam2.1_hiera_tiny.pt",
                        "sam2_hiera_tiny.pt",
                        "sam2.1_hiera_small.pt",
                        "sam2_hiera_small.pt",
                        "sam2.1_hiera_base_plus.pt",
                        "sam2_hiera_base_plus.pt",
                        "sam2.1_hiera_large.pt",
                        "sam2_hiera_large.pt"),
                names);
    }
}
