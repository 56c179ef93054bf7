package diffusam.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run tells beside its labels. */
final class ResultOptions {
    @Option(names = "--truth", paramLabel = "TRUTH", description = "True labels on the image's grid, to judge by.")
    private @Nullable Path truth;

    @Option(names = "--report", paramLabel = "R.json", description = "Write figures, times and versions as JSON.")
    private @Nullable Path report;

    @Option(names = "--preview", paramLabel = "P.png", description = "Write a picture of slices with their labels.")
    private @Nullable Path preview;

    @Nullable
    Path truth() {
        return truth;
    }

    @Nullable
    Path report() {
        return report;
    }

    @Nullable
    Path preview() {
        return preview;
    }

    /** Names the files that were written, {@code labels} first. */
    void list(Path labels, Terminal terminal) {
        Stream.of(labels, preview, report)
                .filter(Objects::nonNull)
                .forEach(file -> terminal.out().println("wrote " + file));
    }
}
