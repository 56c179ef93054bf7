package diffusam.cli;

import diffusam.engine.Ablation;
import diffusam.engine.FewShotOptions;
import diffusam.engine.Method;
import diffusam.engine.Order;
import diffusam.engine.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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
                            + "interpolate (signed distances, no network), regress (the prior's network without diffusion), "
                            + "oracle (each slice decoded from the memory of its own true mask; needs --truth).")
    private Method method = Method.DIFFUSAM;

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            description = "cascade (default), or pure: the paper's form, decoded from the generated memory alone.")
    private Variant variant = Variant.CASCADE;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--steps", paramLabel = "N", description = "Training steps. Default: ${DEFAULT-VALUE}.")
    private int steps = FewShotOptions.DEFAULT.trainingSteps();

    @Option(
            names = "--sampling-steps",
            paramLabel = "N",
            description = "Denoising steps from pure noise. Default: ${DEFAULT-VALUE}.")
    private int samplingSteps = FewShotOptions.DEFAULT.samplingSteps();

    @Option(
            names = "--samples",
            paramLabel = "K",
            description = "Generated memories a slice, whose masks are averaged. Default: ${DEFAULT-VALUE}.")
    private int samples = FewShotOptions.DEFAULT.samples();

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "PART",
            description = "Leave parts of the method out: segmentation-loss (of the decoded mask, in training), "
                    + "adjacent (the memory of the neighbouring slice), sharing (one network a label, each trained "
                    + "for all steps, instead of one that is told the label).")
    private List<Part> without = List.of();

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            description =
                    "How generated masks spread: both (default: from both neighbouring seeds, mixed where they meet), "
                            + "nearest (from the nearest seed), centre (from the middle seed towards both ends).")
    private Order order = Order.BOTH;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of every random number; the same seed gives the same result on the CPU. Default: 0.")
    private long seed;

    @Option(
            names = "--prior",
            paramLabel = "X.prior",
            description = "Start from a prior that 'train' made from other scans; it is trained further on the seeds.")
    private @Nullable Path prior;

    /** What {@code --without} leaves out. */
    enum Part {
        SEGMENTATION_LOSS,
        ADJACENT,
        SHARING
    }

    EngineRun toRun(boolean hasTruth) {
        if (method.needsTruth() && !hasTruth) {
            throw new ParameterException(
                    command.commandLine(), "--method " + Words.of(method) + " needs --truth to read");
        }
        requirePositive("--steps", steps);
        requirePositive("--sampling-steps", samplingSteps);
        requirePositive("--samples", samples);
        Ablation ablation = new Ablation(
                !without.contains(Part.SEGMENTATION_LOSS),
                !without.contains(Part.ADJACENT),
                !without.contains(Part.SHARING),
                order);
        FewShotOptions options = FewShotOptions.DEFAULT
                .with(method)
                .with(variant)
                .withTrainingSteps(steps)
                .withSampling(samplingSteps, samples)
                .with(ablation)
                .withSeed(seed);
        return new EngineRun(options, network.model(), network.device(), Optional.ofNullable(prior));
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(command.commandLine(), option + " is at least 1, got " + value);
        }
    }
}
