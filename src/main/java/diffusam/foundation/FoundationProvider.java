package diffusam.foundation;

import ai.djl.Device;
import java.io.IOException;
import java.util.Optional;

/** A model of the catalogue; implementations are found by {@link java.util.ServiceLoader}. */
public interface FoundationProvider {
    /** The name users give: {@code --model nano}. */
    String name();

    /** One line for a list of models. */
    String description();

    /** Of the weights, with their holder. */
    String licence();

    /** The same model with images of another side; empty if it cannot take them. */
    default Optional<FoundationProvider> atSide(int side) {
        return Optional.empty();
    }

    /**
     * Loads the weights onto a device.
     *
     * @throws IOException if a weight file is missing or damaged; the message names it
     */
    Foundation load(Device device) throws IOException;
}
