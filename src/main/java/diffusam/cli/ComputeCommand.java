package diffusam.cli;

import diffusam.engine.Compute;
import diffusam.engine.DeviceChoice;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says where networks run here. */
@Command(
        name = "compute",
        description =
                "Tests the devices: where networks run on this machine, why not on a GPU, and what to do about it.",
        footer = {
            "",
            "A GPU needs an NVIDIA driver, and the CUDA build of libtorch: unpack it and name its lib folder in the "
                    + "variable DIFFUSAM_CUDA. Nothing is fetched."
        })
final class ComputeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu, gpu, or auto (default).")
    private DeviceChoice device = DeviceChoice.AUTO;

    ComputeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        Compute compute = new ModelThread(terminal).call("compute", context -> Compute.tested(device));
        terminal.out().println("device:  " + compute.name() + ", which passed its test");
        if (!compute.reason().isEmpty()) {
            terminal.out().println("no GPU:  " + compute.reason());
            terminal.out().println("to do:   " + compute.advice());
        }
        return 0;
    }
}
