package diffusam.cli;

import diffusam.io.dicomweb.Inbox;
import diffusam.io.dimse.Reception;
import diffusam.io.dimse.Title;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Receives what others send. */
@Command(
        name = "listen",
        description =
                "Receives by DIMSE what others store here (C-STORE), until it is ended, into a folder that only you may"
                        + " read.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class PacsListen implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "The port to listen on.")
    private int port;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder, made if need be.")
    private Path out;

    @Option(
            names = "--aet",
            paramLabel = "TITLE",
            description = "Our own application entity title. Default: ${DEFAULT-VALUE}.")
    private String own = Title.OURS.text();

    @Option(names = "--from", paramLabel = "TITLE", description = "Take objects only from this sender.")
    private @Nullable String from;

    @Option(names = "--objects", paramLabel = "N", description = "End after so many objects.")
    private int objects = Integer.MAX_VALUE;

    PacsListen(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        if (objects < 1) {
            throw new UserError("--objects must be 1 or more");
        }
        CountDownLatch expected = new CountDownLatch(objects);
        try (Reception reception = DimseOptions.dimse()
                .receive(DimseOptions.title("--aet", own), sender(), DimseOptions.port(port), Inbox.at(out), file -> {
                    terminal.out().println("received " + file);
                    expected.countDown();
                })) {
            if (from == null) {
                terminal.warn("everyone who can reach port " + reception.port() + " may send; --from names one sender");
            }
            terminal.err().println("listening on port " + reception.port() + "; Ctrl-C ends it");
            expected.await();
        }
        return 0;
    }

    private Optional<Title> sender() throws UserError {
        return from == null ? Optional.empty() : Optional.of(DimseOptions.title("--from", from));
    }
}
