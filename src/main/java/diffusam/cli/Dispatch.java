package diffusam.cli;

import diffusam.io.dicomweb.StoreOutcome;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Files on their way to an archive, and what became of each. */
record Dispatch(Terminal terminal, List<Path> files) {
    /** A way to send files. */
    @FunctionalInterface
    interface Way {
        void send(List<Path> files, JobContext context, Consumer<StoreOutcome> told) throws IOException;
    }

    /** @throws UserError if one is no file, in which case none is sent, or some were not stored */
    void by(Way way) throws UserError, IOException {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new UserError(file + " is no file");
            }
        }
        List<Path> refused = new ArrayList<>();
        try (ProgressLine progress = new ProgressLine(terminal)) {
            way.send(files, new Watched(progress), outcome -> tell(outcome, progress, refused));
        }
        if (!refused.isEmpty()) {
            throw new UserError(refused.size() + " of " + files.size() + " files were not stored");
        }
    }

    private void tell(StoreOutcome outcome, ProgressLine progress, List<Path> refused) {
        progress.close();
        String note = outcome.note().isEmpty() ? "" : ": " + outcome.note();
        terminal.out().println((outcome.stored() ? "stored " : "not stored ") + outcome.file() + note);
        if (!outcome.stored()) {
            refused.add(outcome.file());
        }
    }
}
