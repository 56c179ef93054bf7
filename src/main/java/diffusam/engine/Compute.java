package diffusam.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import diffusam.foundation.CudaLibrary;
import diffusam.nn.OpenMp;

/**
 * Where the networks run, and why.
 *
 * @param gpu true for the GPU
 * @param name for people: "GPU, NVIDIA H100" or "CPU, 2 threads"
 * @param reason why the GPU is not used; empty if it is, or if it was not wanted
 * @param advice what can be done about the reason
 */
public record Compute(boolean gpu, String name, String reason, String advice) {
    private static final int TEST_SIDE = 64;

    /**
     * Chooses a device, loads the engine's library for it, and lets it multiply two matrices. The library is loaded once a
     * program, so the first choice decides whether the GPU can be used at all.
     *
     * @throws DeviceUnavailableException if the GPU is asked for and cannot be used, or the processor computes wrongly
     */
    public static Compute tested(DeviceChoice choice) throws DeviceUnavailableException {
        OpenMp.sleepWhileWaiting();
        Hardware hardware = choice == DeviceChoice.CPU ? Hardware.UNASKED : Hardware.ofMachine(cudaLibrary());
        Compute chosen = new ComputeCheck(hardware).decide(choice);
        if (choice == DeviceChoice.GPU && !chosen.gpu) {
            throw new DeviceUnavailableException(chosen.explanation());
        }
        if (chosen.gpu) {
            String fault = fault(Device.gpu());
            if (!fault.isEmpty()) {
                chosen = chosen.withoutGpu(fault);
                if (choice == DeviceChoice.GPU) {
                    throw new DeviceUnavailableException(chosen.explanation());
                }
            }
        }
        if (!chosen.gpu) {
            String fault = fault(Device.cpu());
            if (!fault.isEmpty()) {
                throw new DeviceUnavailableException(
                        "The processor failed the test of the network library: " + fault + "; reinstall the program");
            }
            return new Compute(false, threads(JniUtils.getNumThreads()), chosen.reason, chosen.advice);
        }
        return chosen;
    }

    /**
     * Makes networks leave one processor to the window, so that it stays quick while one trains. Comes before the first
     * choice of a device.
     */
    public static void besideAWindow() {
        OpenMp.leaveOneProcessor();
    }

    /** The library that a GPU needs, as it is fetched for this user. */
    public static CudaLibrary cudaLibrary() {
        return CudaLibrary.ofUser(ComputeCheck.libraryVersion());
    }

    private static String threads(int number) {
        return "CPU, " + number + (number == 1 ? " thread" : " threads");
    }

    Device device() {
        return gpu ? Device.gpu() : Device.cpu();
    }

    /** The reason and the advice in one sentence; empty if there is no reason. */
    public String explanation() {
        return advice.isEmpty() ? reason : reason + "; " + advice;
    }

    private Compute withoutGpu(String fault) {
        String why = name + " failed the test of the network library: " + fault;
        return fault.contains("out of memory")
                ? outOfMemory()
                : new Compute(false, "CPU", why, "update its driver, or go on with the CPU");
    }

    /** The processor, because the GPU has too little memory for what it should do. */
    Compute outOfMemory() {
        return new Compute(
                false,
                "CPU",
                name + " is out of memory",
                "close other programs that use it, or take a smaller model or image side");
    }

    /** What is wrong with a device; empty if it multiplies as it should. */
    private static String fault(Device device) {
        Engine.getInstance();
        try (NDManager scope = NDManager.newBaseManager(device)) {
            NDArray rows = scope.arange(TEST_SIDE).reshape(TEST_SIDE, 1);
            NDArray product = rows.mul(scope.ones(new Shape(TEST_SIDE, TEST_SIDE)))
                    .matMul(scope.ones(new Shape(TEST_SIDE, TEST_SIDE)));
            float[] got = product.toFloatArray();
            for (int n = 0; n < got.length; n++) {
                int expected = TEST_SIDE * (n / TEST_SIDE);
                if (got[n] != expected) {
                    return "it computed " + got[n] + " for " + expected;
                }
            }
            return "";
        } catch (EngineException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        }
    }
}
