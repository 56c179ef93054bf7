package diffusam.cli;

import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Proves that an installed model is whole. */
@Command(
        name = "check",
        description =
                "Reads an installed model in full: its SHA-256 must be the noted one, and its network must build.")
@SuppressWarnings("NullAway.Init") // picocli sets the parameter
final class ModelsCheck implements Callable<Integer> {
    private final Terminal terminal;
    private final ModelChoice models;

    @Parameters(index = "0", paramLabel = "NAME", description = "A model that 'models list' shows as installed.")
    private String name;

    ModelsCheck(Terminal terminal, ModelChoice models) {
        this.terminal = terminal;
        this.models = models;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        ModelStore store = models.models().store();
        InstalledModel named = models.installed(name);
        InstalledModel sound = new ModelThread(terminal).call("check", context -> store.check(named));
        new InstalledLine(terminal, store).print(sound);
        return 0;
    }
}
