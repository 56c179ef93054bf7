package diffusam.sam2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import diffusam.foundation.CheckpointKind;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelCatalog;
import diffusam.foundation.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sam2CheckpointsTest {
    @Test
    void aFileInTheModelsFolderIsAModelOfItsName(@TempDir Path folder) throws Exception {
        FormulaNetworks.write(folder.resolve("mine.safetensors"));
        ModelStore store = new ModelStore(folder, List.of(new Sam2Checkpoints()));
        InstalledModel installed = store.list().getFirst();
        assertEquals("mine", installed.name());
        assertEquals("SAM 2.1, tiny", installed.description());
        try (Foundation network = installed.model().orElseThrow().load(Device.cpu())) {
            assertEquals("mine", network.name());
            assertEquals(1024, network.sizes().side());
        }
    }

    @Test
    void aNameMaySayTheSideOfTheImages(@TempDir Path folder) throws Exception {
        FormulaNetworks.write(folder.resolve("mine.safetensors"));
        ModelCatalog catalog = new ModelCatalog(List.of(), new ModelStore(folder, List.of(new Sam2Checkpoints())));
        FoundationProvider small = catalog.find("mine@512").orElseThrow();
        assertEquals("SAM 2.1, tiny, 512 pixels", small.description());
        try (Foundation network = small.load(Device.cpu())) {
            assertEquals("mine@512", network.name());
            assertEquals(512, network.sizes().side());
            assertEquals(256, network.sizes().smallSide());
        }
        IOException refused = assertThrows(IOException.class, () -> catalog.find("mine@500"));
        assertTrue(refused.getMessage().contains("multiples of 32"), refused.getMessage());
        assertEquals(Optional.empty(), catalog.find("other@512"));
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
