package diffusam.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that picks one of those about models. */
@Command(
        name = "models",
        description = "Lists, installs and checks foundation models.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Of these, only 'models download' uses the network."})
@SuppressWarnings("NullAway.Init") // picocli sets the spec
final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command with those it picks from. */
    static CommandLine line(Terminal terminal, ModelChoice models) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ModelsList(terminal, models.models()))
                .addSubcommand(new ModelsImport(terminal, models.models().store()))
                .addSubcommand(new ModelsDownload(terminal, models))
                .addSubcommand(new ModelsCheck(terminal, models))
                .addSubcommand(new ModelsProbe(terminal, models))
                .addSubcommand(new ModelsCache(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command");
    }
}
