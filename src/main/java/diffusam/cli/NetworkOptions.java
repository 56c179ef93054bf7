package diffusam.cli;

import diffusam.engine.DeviceChoice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which foundation model, and where it runs. */
final class NetworkOptions {
    private static final String BUILT_IN = "nano";

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            description = "Foundation model that 'models list' shows, or a weight file. Default: the one a given prior "
                    + "names, else nano, which is built in.")
    private @Nullable String model;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "cpu, gpu, or auto (default): a GPU if there is one, else the CPU.")
    private DeviceChoice device = DeviceChoice.AUTO;

    String model() {
        return modelOr(BUILT_IN);
    }

    String modelOr(String other) {
        return Objects.requireNonNullElse(model, other);
    }

    DeviceChoice device() {
        return device;
    }
}
