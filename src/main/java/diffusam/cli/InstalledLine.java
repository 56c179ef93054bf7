package diffusam.cli;

import diffusam.foundation.FoundationProvider;
import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelStore;
import java.io.IOException;

/** Says what has been installed, or checked. */
record InstalledLine(Terminal terminal, ModelStore store) {
    void print(InstalledModel model) throws IOException {
        terminal.out().println(model.name() + ": " + model.description());
        terminal.out()
                .println("licence: "
                        + model.model().map(FoundationProvider::licence).orElse("unknown"));
        terminal.out().println("SHA-256: " + store.pinnedSha256(model).orElse("none noted"));
        terminal.out().println("file:    " + model.file());
    }
}
