package diffusam.cli;

import diffusam.engine.FeatureCache;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the kept slice features take on the disk. */
@Command(name = "cache", description = "Shows where slice features are kept and how much room they take.")
final class ModelsCache implements Callable<Integer> {
    private static final double GIGABYTE = 1e9;

    private final Terminal terminal;

    @Option(names = "--clear", description = "Delete them; what is asked for again is computed again.")
    private boolean clear;

    ModelsCache(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        FeatureCache cache = FeatureCache.ofUser();
        if (clear) {
            cache.clear();
        }
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%.2f of at most %.0f GB in %s%n",
                        cache.usedBytes() / GIGABYTE,
                        cache.limitBytes() / GIGABYTE,
                        cache.folder());
        return 0;
    }
}
