package diffusam.cli;

import diffusam.foundation.FoundationProvider;
import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelCatalog;
import diffusam.foundation.PublishedModel;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows which models there are, and which can be had. */
@Command(name = "list", description = "Lists the models that are installed, and those that can be downloaded.")
final class ModelsList implements Callable<Integer> {
    private static final double MEGABYTE = 1 << 20;

    private final Terminal terminal;
    private final ModelCatalog models;

    ModelsList(Terminal terminal, ModelCatalog models) {
        this.terminal = terminal;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        for (FoundationProvider model : models.builtIn()) {
            line(model.name(), "built in", "", model.description() + "; " + model.licence());
        }
        List<InstalledModel> installed = models.store().list();
        Set<String> names = new HashSet<>();
        for (InstalledModel model : installed) {
            names.add(model.name());
            String size = String.format(Locale.ROOT, "%.0f MB", model.bytes() / MEGABYTE);
            line(
                    model.name(),
                    model.model().isPresent() ? "installed" : "unusable",
                    size,
                    model.description()
                            + model.model().map(m -> "; " + m.licence()).orElse(""));
        }
        for (PublishedModel model : models.store().published()) {
            if (!names.contains(model.name())) {
                line(model.name(), "to download", "", model.description() + "; " + model.licence());
            }
        }
        terminal.out().println("models folder: " + models.store().folder());
        return 0;
    }

    private void line(String name, String state, String size, String description) {
        terminal.out().printf(Locale.ROOT, "%-24s %-12s %8s  %s%n", name, state, size, description);
    }
}
