package diffusam.engine;

import ai.djl.engine.EngineException;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import java.io.IOException;

/** A foundation model, and where it runs. */
record LoadedModel(Foundation model, Compute compute) {
    /**
     * Loads a model. The first call of the program starts the engine, which takes a second.
     *
     * @throws DeviceUnavailableException if a GPU is asked for and there is none to use
     * @throws IOException if the model's weights cannot be read
     */
    static LoadedModel of(FoundationProvider provider, DeviceChoice choice) throws IOException {
        return on(Compute.tested(choice), provider, choice);
    }

    /** A model that does not fit into the GPU goes to the processor, unless the GPU was asked for. */
    static LoadedModel on(Compute compute, FoundationProvider provider, DeviceChoice choice) throws IOException {
        try {
            return new LoadedModel(provider.load(compute.device()), compute);
        } catch (EngineException e) {
            boolean full = ModelFault.of(e).filter(ModelFault.MEMORY::equals).isPresent();
            if (!full || !compute.gpu()) {
                throw e;
            }
            Compute processor = compute.outOfMemory();
            if (choice == DeviceChoice.GPU) {
                throw new DeviceUnavailableException(processor.explanation());
            }
            return new LoadedModel(provider.load(processor.device()), processor);
        }
    }

    /** For a badge: the device, and where it does not compute in full, in which numbers the encoder does. */
    String deviceName() {
        String numbers = model.precision();
        return numbers.equals(Foundation.FULL_PRECISION) ? compute.name() : compute.name() + ", " + numbers;
    }
}
