package diffusam.cli;

import diffusam.io.dicomweb.Inbox;
import diffusam.io.dimse.DimseArchive;
import diffusam.io.dimse.Reception;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a DIMSE archive send a series. */
@Command(
        name = "move",
        description = "Has an archive send a series by DIMSE (C-MOVE): here, or to another program that it knows.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class PacsMove implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DimseOptions options;

    @Mixin
    private WantedSeries series;

    @ArgGroup(multiplicity = "1")
    private Destination destination;

    PacsMove(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Another program, or this one. */
    static final class Destination {
        @Option(names = "--to", paramLabel = "TITLE", description = "The title of another program.")
        private @Nullable String other;

        @ArgGroup(exclusive = false)
        private @Nullable Here here;
    }

    /** What receiving takes. */
    static final class Here {
        @Option(
                names = "--out",
                required = true,
                paramLabel = "DIR",
                description = "Receive it here, into this folder, made if need be.")
        private Path out;

        @Option(
                names = "--port",
                required = true,
                paramLabel = "PORT",
                description = "Listen on this port meanwhile; the archive must know it under our --aet.")
        private int port;
    }

    @Override
    public Integer call() throws UserError, IOException {
        Here here = destination.here;
        return here == null ? sendOn(String.valueOf(destination.other)) : receive(here);
    }

    private int sendOn(String other) throws UserError, IOException {
        try (DimseArchive archive = options.open(terminal)) {
            int sent =
                    archive.move(series.study(), series.uid(), DimseOptions.title("--to", other), JobContext.silent());
            terminal.out().println("sent " + sent + " objects to " + other);
        }
        return 0;
    }

    private int receive(Here here) throws UserError, IOException {
        Set<Path> received = ConcurrentHashMap.newKeySet();
        try (DimseArchive archive = options.open(terminal);
                Reception reception = DimseOptions.dimse()
                        .receive(
                                options.own(),
                                Optional.of(options.peer().title()),
                                DimseOptions.port(here.port),
                                Inbox.at(here.out),
                                received::add);
                ProgressLine progress = new ProgressLine(terminal)) {
            int sent = archive.move(series.study(), series.uid(), options.own(), new Watched(progress));
            terminal.out().println("received " + received.size() + " objects into " + here.out);
            if (received.size() < sent) {
                throw new UserError(options.peer() + " says it sent " + sent + " objects, but " + received.size()
                        + " came to port " + reception.port() + "; check where it sends " + options.own());
            }
        }
        return 0;
    }
}
