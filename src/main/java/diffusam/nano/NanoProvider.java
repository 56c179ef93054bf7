package diffusam.nano;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.nn.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The model that comes with the program and needs no network. */
public final class NanoProvider implements FoundationProvider {
    private static final String RESOURCE = "/models/nano.safetensors";

    @Override
    public String name() {
        return Nano.NAME;
    }

    @Override
    public String description() {
        return "small embedded model, trained on synthetic anatomy; runs offline on any processor";
    }

    @Override
    public String licence() {
        return "Apache-2.0, as the program";
    }

    @Override
    public Foundation load(Device device) throws IOException {
        try (InputStream in = NanoProvider.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(
                        "The embedded model " + RESOURCE + " is missing from the installation; reinstall it");
            }
            return Nano.load(
                    NDManager.newBaseManager(device),
                    Safetensors.read("nano.safetensors", ByteBuffer.wrap(in.readAllBytes())));
        }
    }
}
