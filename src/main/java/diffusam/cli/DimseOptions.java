package diffusam.cli;

import diffusam.io.dimse.Dimse;
import diffusam.io.dimse.DimseArchive;
import diffusam.io.dimse.Peer;
import diffusam.io.dimse.Title;
import picocli.CommandLine.Option;

/** The options that say which DIMSE archive, and who asks. */
@SuppressWarnings("NullAway.Init") // picocli sets the archive
final class DimseOptions {
    @Option(
            names = "--archive",
            required = true,
            paramLabel = "TITLE@HOST:PORT",
            description = "The archive's application entity title and address, such as ORTHANC@localhost:4242.")
    private String archive;

    @Option(
            names = "--aet",
            paramLabel = "TITLE",
            description = "Our own application entity title, which the archive may have to know."
                    + " Default: ${DEFAULT-VALUE}.")
    private String own = Title.OURS.text();

    /** @throws UserError if this build has none */
    static Dimse dimse() throws UserError {
        return Dimse.installed().orElseThrow(() -> new UserError(Dimse.LACKING));
    }

    /** @throws UserError if it is none; {@code option} is where it stood */
    static Title title(String option, String text) throws UserError {
        try {
            return new Title(text);
        } catch (IllegalArgumentException e) {
            throw new UserError(option + " " + text + ": " + e.getMessage());
        }
    }

    /** @throws UserError if it is none */
    static int port(int number) throws UserError {
        if (!Peer.isPort(number)) {
            throw new UserError("--port " + number + " is no port; ports go from 1 to 65535");
        }
        return number;
    }

    /** The archive; the caller closes it. */
    DimseArchive open(Terminal terminal) throws UserError {
        Dimse dimse = dimse();
        Peer peer = peer();
        if (!peer.isLocal()) {
            terminal.warn(
                    "DIMSE is not encrypted: what goes to and comes from " + peer.host() + " can be read on the way");
        }
        return dimse.archive(peer, own());
    }

    Title own() throws UserError {
        return title("--aet", own);
    }

    Peer peer() throws UserError {
        try {
            return Peer.of(archive);
        } catch (IllegalArgumentException e) {
            throw new UserError("--archive " + archive + ": " + e.getMessage());
        }
    }
}
