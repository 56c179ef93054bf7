package diffusam.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.nn.OpenMp;
import java.io.IOException;

/** A foundation model on a device, and the device's name for a badge. */
record LoadedModel(Foundation model, String deviceName) {
    /**
     * Loads a model. The first call of the program starts the engine, which takes a second.
     *
     * @throws DeviceUnavailableException if a GPU is asked for and there is none to use
     * @throws IOException if the model's weights cannot be read
     */
    static LoadedModel of(FoundationProvider provider, DeviceChoice choice) throws IOException {
        OpenMp.sleepWhileWaiting();
        Engine engine = Engine.getInstance();
        boolean gpu = choice != DeviceChoice.CPU && engine.getGpuCount() > 0;
        if (choice == DeviceChoice.GPU && !gpu) {
            throw new DeviceUnavailableException(
                    "No usable GPU was found (an NVIDIA driver with the CUDA runtime is needed); use the CPU instead");
        }
        String name = gpu ? "GPU" : "CPU, " + JniUtils.getNumThreads() + " threads";
        return new LoadedModel(provider.load(gpu ? Device.gpu() : Device.cpu()), name);
    }
}
