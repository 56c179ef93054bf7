package diffusam.cli;

import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelDownload;
import diffusam.foundation.PublishedModel;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a published checkpoint. */
@Command(
        name = "download",
        description =
                "Fetches a published checkpoint from its authors' address; goes on where a broken download ended.")
@SuppressWarnings("NullAway.Init") // picocli sets the parameter
final class ModelsDownload implements Callable<Integer> {
    private final Terminal terminal;
    private final ModelChoice models;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "A model that 'models list' offers.")
    private String name;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "What the file must have. Default: what the first download of it had is noted and kept to.")
    private @Nullable String sha256;

    ModelsDownload(Terminal terminal, ModelChoice models) {
        this.terminal = terminal;
        this.models = models;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        PublishedModel model = models.published(name);
        ModelDownload download = new ModelDownload(models.models().store(), model, GivenChecksum.of(spec, sha256));
        terminal.err().println(model.description() + ", licence " + model.licence() + ", from " + model.address());
        new ModelThread(terminal)
                .call(
                        "download",
                        context -> download.run((done, total) -> {
                            context.checkpoint();
                            context.report(Progress.of("Downloading", done, total));
                        }));
        InstalledModel installed = models.installed(model.name());
        new InstalledLine(terminal, models.models().store()).print(installed);
        return 0;
    }
}
