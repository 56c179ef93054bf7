package diffusam.cli;

import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotOptions;
import diffusam.engine.Method;
import diffusam.engine.Variant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say how to segment. */
@SuppressWarnings("NullAway.Init") // picocli sets the spec
final class EngineOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "diffusam (default), or one of the controls: memory (training-free propagation of the seeds), "
                            + "interpolate (signed distances, no network), regress (the prior's network without diffusion).")
    private Method method = Method.DIFFUSAM;

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            description = "cascade (default), or pure: the paper's form, decoded from the generated memory alone.")
    private Variant variant = Variant.CASCADE;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            description =
                    "Foundation model that 'models list' shows, or a weight file. Default: nano, which is built in.")
    private String model = "nano";

    @Option(names = "--steps", paramLabel = "N", description = "Training steps. Default: ${DEFAULT-VALUE}.")
    private int steps = FewShotOptions.DEFAULT.trainingSteps();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "cpu, gpu, or auto (default): a GPU if there is one, else the CPU.")
    private DeviceChoice device = DeviceChoice.AUTO;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of every random number; the same seed gives the same result on the CPU. Default: 0.")
    private long seed;

    EngineRun toRun() {
        if (steps < 1) {
            throw new ParameterException(command.commandLine(), "--steps is at least 1, got " + steps);
        }
        FewShotOptions options = FewShotOptions.DEFAULT
                .with(method)
                .with(variant)
                .withTrainingSteps(steps)
                .withSeed(seed);
        return new EngineRun(options, model, device);
    }
}
