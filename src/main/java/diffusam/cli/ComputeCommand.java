package diffusam.cli;

import diffusam.engine.Compute;
import diffusam.engine.DeviceChoice;
import diffusam.foundation.CudaLibrary;
import diffusam.jobs.Progress;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says where networks run here, and fetches what a GPU needs. */
@Command(
        name = "compute",
        description =
                "Tests the devices: where networks run on this machine, why not on a GPU, and what to do about it.",
        footer = {
            "",
            "A GPU needs an NVIDIA driver, and the CUDA build of libtorch: fetch it with --download, or unpack it and "
                    + "name its lib folder in the variable DIFFUSAM_CUDA. Nothing is fetched unasked."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ComputeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final CudaLibrary library;

    @Spec
    private CommandSpec spec;

    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu, gpu, or auto (default).")
    private DeviceChoice device = DeviceChoice.AUTO;

    @Option(
            names = "--download",
            description = "Fetch the CUDA build of the network library from PyTorch's published address; goes on where "
                    + "a broken download ended.")
    private boolean download;

    @Option(names = "--yes", description = "Fetch it without asking.")
    private boolean yes;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "What the archive must have. Default: what the first download had is noted and kept to.")
    private @Nullable String sha256;

    ComputeCommand(Terminal terminal, CudaLibrary library) {
        this.terminal = terminal;
        this.library = library;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        if (download) {
            fetch();
        }
        Compute compute = new ModelThread(terminal).call("compute", context -> Compute.tested(device));
        terminal.out().println("device:  " + compute.name() + ", which passed its test");
        if (!compute.reason().isEmpty()) {
            terminal.out().println("no GPU:  " + compute.reason());
            terminal.out().println("to do:   " + compute.advice());
        }
        return 0;
    }

    private void fetch() throws UserError, IOException, InterruptedException {
        Optional<String> expected = GivenChecksum.of(spec, sha256);
        Optional<Path> present = library.libraries();
        if (present.isPresent()) {
            throw new UserError("the CUDA library is there already, in " + present.get());
        }
        OptionalLong bytes = library.archiveBytes();
        terminal.err()
                .println("PyTorch " + library.version() + " for CUDA 12.8: "
                        + (bytes.isPresent() ? gigabytes(bytes.getAsLong()) : "size not told")
                        + " from " + library.address());
        terminal.err()
                .println(
                        "licence BSD-3-Clause, with CUDA and cuDNN under NVIDIA's licences; it will be unpacked, to about"
                                + " twice that, in " + library.folder());
        if (!yes && !agreed()) {
            throw new UserError("nothing was fetched");
        }
        Path libraries = new ModelThread(terminal)
                .call(
                        "download",
                        context -> library.fetch(expected, (done, total) -> {
                            context.checkpoint();
                            context.report(Progress.of("Downloading", done, total));
                        }));
        terminal.out().println("library: " + libraries);
    }

    private static boolean agreed() throws UserError {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new UserError("nobody can be asked here whether to fetch it; say --yes");
        }
        String answer = console.readLine("Fetch it? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
