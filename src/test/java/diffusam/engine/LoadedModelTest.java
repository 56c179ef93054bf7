package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.nano.NanoProvider;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoadedModelTest {
    private static final Compute GPU = new Compute(true, "GPU, NVIDIA T400", "", "");

    @Test
    void aModelThatDoesNotFitIntoTheGpuGoesToTheProcessor() throws IOException {
        LoadedModel loaded = LoadedModel.on(GPU, failing("CUDA out of memory"), DeviceChoice.AUTO);
        try (Foundation model = loaded.model()) {
            assertEquals("nano", model.name());
            assertEquals("CPU", loaded.compute().name());
            assertTrue(loaded.compute().explanation().startsWith("GPU, NVIDIA T400 is out of memory; close"));
        }
    }

    @Test
    void whoAsksForTheGpuIsToldThatTheModelDoesNotFit() {
        assertTrue(assertThrows(
                        DeviceUnavailableException.class,
                        () -> LoadedModel.on(GPU, failing("CUDA out of memory"), DeviceChoice.GPU))
                .getMessage()
                .startsWith("GPU, NVIDIA T400 is out of memory"));
    }

    @Test
    void anyOtherFaultIsNotHidden() {
        assertThrows(
                EngineException.class, () -> LoadedModel.on(GPU, failing("illegal instruction"), DeviceChoice.AUTO));
    }

    private static FoundationProvider failing(String fault) {
        return new FoundationProvider() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public String description() {
                return "fails on a GPU";
            }

            @Override
            public String licence() {
                return "";
            }

            @Override
            public Foundation load(Device device) throws IOException {
                if (device.isGpu()) {
                    throw new EngineException(fault);
                }
                return new NanoProvider().load(device);
            }
        };
    }
}
