package diffusam.nano;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.nn.Safetensors;
import diffusam.nn.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The model that comes with the program and needs no network. */
public final class NanoProvider implements FoundationProvider {
    private static final String WEIGHTS = "/models/nano.safetensors";
    private static final String CHECKSUM = "/models/nano.sha256";

    private final int side;

    public NanoProvider() {
        this(Nano.SIDE);
    }

    private NanoProvider(int side) {
        this.side = side;
    }

    @Override
    public String name() {
        return Nano.nameAt(side);
    }

    @Override
    public Optional<FoundationProvider> atSide(int other) {
        return Nano.isSide(other) ? Optional.of(new NanoProvider(other)) : Optional.empty();
    }

    @Override
    public String description() {
        return "small embedded model, trained on synthetic anatomy; runs offline on any processor";
    }

    @Override
    public String licence() {
        return "Apache-2.0, as the program";
    }

    /** @throws IOException if the model is missing from the installation, or is not the one that belongs there */
    @Override
    public Foundation load(Device device) throws IOException {
        byte[] weights = resource(WEIGHTS);
        String wanted = new String(resource(CHECKSUM), StandardCharsets.US_ASCII).strip();
        if (!Sha256.of(weights).equals(wanted)) {
            throw new IOException("The embedded model " + WEIGHTS + " is damaged; reinstall the program");
        }
        return Nano.load(
                NDManager.newBaseManager(device), Safetensors.read("nano.safetensors", ByteBuffer.wrap(weights)), side);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = NanoProvider.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The embedded model's " + name + " is missing; reinstall the program");
            }
            return in.readAllBytes();
        }
    }
}
