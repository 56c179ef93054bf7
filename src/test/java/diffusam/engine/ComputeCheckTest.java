package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.engine.Hardware.CudaFolder;
import diffusam.engine.Hardware.Gpu;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComputeCheckTest {
    private static final List<String> PROPERTIES = List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR", "PYTORCH_VERSION");
    private static final Gpu H100 = new Gpu("NVIDIA H100", "550.54.15", 80_500);
    private static final Path FOLDER = Path.of("libtorch", "lib");
    private static final List<String> FILES = List.of(System.mapLibraryName("torch_cuda"), "libcudart-218.so.12");

    @BeforeEach
    @AfterEach
    void forget() {
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void aGpuWithItsLibraryIsUsedAndTheEngineIsToldWhichToLoad() {
        Compute compute = decide(H100, FILES, ComputeCheck.libraryVersion() + "+cu128");
        assertTrue(compute.gpu());
        assertEquals("GPU, NVIDIA H100", compute.name());
        assertEquals("", compute.explanation());
        assertEquals(FOLDER.toAbsolutePath().toString(), System.getProperty("PYTORCH_LIBRARY_PATH"));
        assertEquals("cu128", System.getProperty("PYTORCH_FLAVOR"));
        assertEquals(ComputeCheck.libraryVersion(), System.getProperty("PYTORCH_VERSION"));
    }

    @Test
    void whateverIsMissingIsNamedWithWhatToDo() {
        refused("No NVIDIA driver was found", new Hardware(List.of(), Optional.empty()));
        refused("NVIDIA H100 has driver 470.1", hardware(new Gpu("NVIDIA H100", "470.1", 80_500), FILES, ""));
        refused(
                "NVIDIA H100 has only 900 MB of memory free",
                hardware(new Gpu("NVIDIA H100", "550.5", 900), FILES, ""));
        refused("NVIDIA H100 is there, but not the CUDA build", new Hardware(List.of(H100), Optional.empty()));
        refused(FOLDER + " holds no CUDA build", hardware(H100, List.of("libtorch_cpu.so"), ""));
        refused(FOLDER + " holds no CUDA runtime", hardware(H100, FILES.subList(0, 1), ""));
        refused(FOLDER + " has version 2.1.0+cu118", hardware(H100, FILES, "2.1.0+cu118"));
        refused(
                FOLDER + " has version " + ComputeCheck.libraryVersion() + "+cpu",
                hardware(H100, FILES, ComputeCheck.libraryVersion() + "+cpu"));
    }

    @Test
    void whoAsksForTheProcessorIsToldNothing() {
        Compute compute = new ComputeCheck(hardware(H100, FILES, "")).decide(DeviceChoice.CPU);
        assertFalse(compute.gpu());
        assertEquals("", compute.explanation());
        assertEquals(null, System.getProperty("PYTORCH_LIBRARY_PATH"));
    }

    @Test
    void theDriversListIsReadAndAnythingElseItSaysIsNoCard() {
        assertEquals(
                List.of(new Gpu("NVIDIA H100 80GB HBM3", "550.54.15", 80_500), new Gpu("Quadro", "470.1", 100)),
                Hardware.parse(List.of("NVIDIA H100 80GB HBM3, 550.54.15, 80500", "", "Quadro, 470.1, 100")));
        assertEquals(
                List.of(),
                Hardware.parse(List.of(
                        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
                        "Make sure that the latest NVIDIA driver is installed, and running, please.")));
    }

    @Test
    void theProcessorPassesItsTest() throws IOException {
        Compute compute = Compute.tested(DeviceChoice.CPU);
        assertTrue(compute.name().matches("CPU, \\d+ threads?"), compute.name());
    }

    private static Compute decide(Gpu gpu, List<String> files, String version) {
        return new ComputeCheck(hardware(gpu, files, version)).decide(DeviceChoice.AUTO);
    }

    private static Hardware hardware(Gpu gpu, List<String> files, String version) {
        return new Hardware(List.of(gpu), Optional.of(new CudaFolder(FOLDER, files, version)));
    }

    private static void refused(String reason, Hardware hardware) {
        Compute compute = new ComputeCheck(hardware).decide(DeviceChoice.AUTO);
        assertFalse(compute.gpu(), reason);
        assertTrue(compute.reason().startsWith(reason), compute.reason());
        assertFalse(compute.advice().isEmpty(), reason);
        assertEquals(null, System.getProperty("PYTORCH_LIBRARY_PATH"));
    }
}
