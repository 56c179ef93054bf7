package diffusam.cli;

import diffusam.jobs.Jobs;
import diffusam.pretrain.PretrainOptions;
import diffusam.pretrain.Pretraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains the foundation model that comes with the program. */
@Command(
        name = "pretrain",
        sortOptions = false,
        description =
                "Trains the embedded foundation model on synthetic anatomy; hours on a processor. Started again with "
                        + "the same options and folder, it goes on where it ended.")
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class PretrainCommand implements Callable<Integer> {
    private static final int SIDE = 256;
    private static final int BODIES = 16;

    private final Terminal terminal;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the weights, checkpoint, curve and sample pictures; made if need be.")
    private Path folder;

    @Option(names = "--steps", paramLabel = "N", description = "Steps in all. Default: ${DEFAULT-VALUE}.")
    private int steps = PretrainOptions.DEFAULT.steps();

    @Option(names = "--scenes", paramLabel = "N", description = "Synthetic scenes a step. Default: ${DEFAULT-VALUE}.")
    private int scenes = PretrainOptions.DEFAULT.episodes();

    @Option(names = "--slices", paramLabel = "N", description = "Slices a scene, 3 or more. Default: ${DEFAULT-VALUE}.")
    private int slices = PretrainOptions.DEFAULT.slices();

    @Option(names = "--rate", paramLabel = "R", description = "Greatest learning rate. Default: ${DEFAULT-VALUE}.")
    private double rate = PretrainOptions.DEFAULT.learningRate();

    @Option(names = "--seed", paramLabel = "N", description = "Of every random number. Default: ${DEFAULT-VALUE}.")
    private long seed = PretrainOptions.DEFAULT.seed();

    @Option(names = "--from", paramLabel = "FILE", description = "Begin from these weights; otherwise at random.")
    private @Nullable Path start;

    PretrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        PretrainOptions options = options();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserError(folder + " is a file; name a folder");
        }
        String report = new ModelThread(terminal).call("pretrain", context -> {
            try (Jobs jobs = new Jobs();
                    Pretraining training = new Pretraining(options, folder)) {
                Path weights = training.train(jobs, context);
                return "wrote " + weights + "\nmean Dice on organs of " + BODIES + " bodies that were not trained on: "
                        + training.heldOut(SIDE, BODIES);
            }
        });
        terminal.out().println(report);
        return 0;
    }

    private PretrainOptions options() {
        try {
            return new PretrainOptions(steps, scenes, slices, rate, seed, start);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
