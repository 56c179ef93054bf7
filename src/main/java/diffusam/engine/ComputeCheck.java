package diffusam.engine;

import diffusam.engine.Hardware.CudaFolder;
import diffusam.engine.Hardware.Gpu;
import diffusam.foundation.CudaLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Decides between GPU and processor by what is known before the engine's library is loaded. */
record ComputeCheck(Hardware hardware) {
    /** The oldest driver that runs CUDA 12. */
    private static final int OLDEST_DRIVER = 525;

    private static final long LEAST_MEGABYTES = 2048;

    private record Obstacle(String reason, String advice) {}

    /** The GPU, if it is wanted and can be used; then the engine is told which library to load. */
    Compute decide(DeviceChoice choice) {
        if (choice == DeviceChoice.CPU) {
            return new Compute(false, "CPU", "", "");
        }
        Optional<Obstacle> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return new Compute(false, "CPU", obstacle.get().reason, obstacle.get().advice);
        }
        System.setProperty(
                "PYTORCH_LIBRARY_PATH",
                hardware.cuda().orElseThrow().folder().toAbsolutePath().toString());
        System.setProperty("PYTORCH_FLAVOR", CudaLibrary.FLAVOUR);
        System.setProperty("PYTORCH_VERSION", libraryVersion());
        return new Compute(true, "GPU, " + hardware.gpus().getFirst().name(), "", "");
    }

    private Optional<Obstacle> obstacle() {
        if (hardware.gpus().isEmpty()) {
            return because(
                    "No NVIDIA driver was found (nvidia-smi does not answer)",
                    "install the driver if there is such a card; the CPU does all the same");
        }
        Gpu gpu = hardware.gpus().getFirst();
        int driver = major(gpu.driver());
        if (driver < OLDEST_DRIVER) {
            return because(
                    gpu.name() + " has driver " + gpu.driver() + ", and CUDA 12 needs " + OLDEST_DRIVER + " or newer",
                    "update the driver");
        }
        if (gpu.freeMegabytes() < LEAST_MEGABYTES) {
            return because(
                    gpu.name() + " has only " + gpu.freeMegabytes() + " MB of memory free, and " + LEAST_MEGABYTES
                            + " MB are needed",
                    "close other programs that use it");
        }
        if (hardware.cuda().isEmpty()) {
            return because(
                    gpu.name() + " is there, but not the CUDA build of the network library",
                    "fetch it with 'compute --download', or unpack libtorch " + libraryVersion()
                            + " for CUDA 12.8 and name its lib folder in the variable DIFFUSAM_CUDA");
        }
        return obstacle(hardware.cuda().get());
    }

    private static Optional<Obstacle> obstacle(CudaFolder cuda) {
        if (!cuda.files().contains(System.mapLibraryName("torch_cuda"))) {
            return because(
                    cuda.folder() + " holds no CUDA build of the network library ("
                            + System.mapLibraryName("torch_cuda") + " is missing)",
                    "name the lib folder of an unpacked libtorch");
        }
        if (cuda.files().stream().noneMatch(file -> file.contains("cudart"))) {
            return because(
                    cuda.folder() + " holds no CUDA runtime (cudart)", "name the lib folder of an unpacked libtorch");
        }
        if (!cuda.version().isEmpty() && !cuda.version().startsWith(libraryVersion() + "+cu")) {
            return because(
                    cuda.folder() + " has version " + cuda.version() + " of the network library, and "
                            + libraryVersion() + " for CUDA is needed",
                    "unpack that one");
        }
        return Optional.empty();
    }

    private static Optional<Obstacle> because(String reason, String advice) {
        return Optional.of(new Obstacle(reason, advice));
    }

    private static int major(String version) {
        String first = version.split("\\.")[0];
        return first.matches("\\d{1,6}") ? Integer.parseInt(first) : 0;
    }

    /** The version of PyTorch that the engine's bridge to it was built for. */
    static String libraryVersion() {
        Properties bridge = new Properties();
        try (InputStream in = ComputeCheck.class.getResourceAsStream("/jnilib/pytorch.properties")) {
            bridge.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bridge.getProperty("jni_version").split("-")[0];
    }
}
