package diffusam.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that picks one of those about an image archive on the network. */
@Command(
        name = "pacs",
        description = {
            "Searches, fetches from and sends to an image archive: 'search', 'fetch' and 'send' by DICOMweb, the others by"
                    + " DIMSE, which is there only in builds with dcm4che."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Nothing is sent but what is asked for; secrets are never shown, nor kept but by --remember."})
@SuppressWarnings("NullAway.Init") // picocli sets the spec
final class PacsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command with those it picks from. */
    static CommandLine line(Terminal terminal) {
        return new CommandLine(new PacsCommand())
                .addSubcommand(new PacsSearch(terminal))
                .addSubcommand(new PacsFetch(terminal))
                .addSubcommand(new PacsSend(terminal))
                .addSubcommand(new PacsEcho(terminal))
                .addSubcommand(new PacsFind(terminal))
                .addSubcommand(new PacsGet(terminal))
                .addSubcommand(new PacsMove(terminal))
                .addSubcommand(new PacsStore(terminal))
                .addSubcommand(new PacsListen(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command");
    }
}
