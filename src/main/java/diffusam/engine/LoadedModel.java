package diffusam.engine;

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
        Compute compute = Compute.tested(choice);
        return new LoadedModel(provider.load(compute.device()), compute);
    }

    /** For a badge. */
    String deviceName() {
        return compute.name();
    }
}
