package diffusam.cli;

import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs a weight file that the user has. */
@Command(
        name = "import",
        description =
                "Copies a weight file (.pt, .pth or .safetensors) into the models folder, once its network has been built.")
@SuppressWarnings("NullAway.Init") // picocli sets the parameter
final class ModelsImport implements Callable<Integer> {
    private final Terminal terminal;
    private final ModelStore store;

    @Parameters(index = "0", paramLabel = "FILE", description = "Meta's own file, or one in the transformers naming.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Option(names = "--sha256", paramLabel = "HEX", description = "What the file must have.")
    private @Nullable String sha256;

    ModelsImport(Terminal terminal, ModelStore store) {
        this.terminal = terminal;
        this.store = store;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + " is no file");
        }
        Optional<String> wanted = GivenChecksum.of(spec, sha256);
        InstalledModel model = new ModelThread(terminal).call("import", context -> store.importFile(file, wanted));
        new InstalledLine(terminal, store).print(model);
        return 0;
    }
}
