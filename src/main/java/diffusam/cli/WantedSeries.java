package diffusam.cli;

import picocli.CommandLine.Option;

/** The options that say which series of an archive. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class WantedSeries {
    @Option(names = "--study", required = true, paramLabel = "UID", description = "As the archive's list has it.")
    private String study;

    @Option(names = "--series", required = true, paramLabel = "UID", description = "As the archive's list has it.")
    private String uid;

    String study() {
        return study;
    }

    String uid() {
        return uid;
    }
}
