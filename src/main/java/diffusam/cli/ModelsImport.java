package diffusam.cli;

import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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

    ModelsImport(Terminal terminal, ModelStore store) {
        this.terminal = terminal;
        this.store = store;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + " is no file");
        }
        InstalledModel model = new ModelThread(terminal).call("import", context -> store.importFile(file));
        new InstalledLine(terminal, store).print(model);
        return 0;
    }
}
