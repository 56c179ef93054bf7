package diffusam.cli;

import diffusam.benchmark.Protocol.Setting;
import diffusam.engine.Appearance;
import diffusam.engine.Compute;
import diffusam.engine.DeviceChoice;
import diffusam.engine.Method;
import diffusam.engine.ModelFault;
import diffusam.engine.Order;
import diffusam.engine.Variant;
import diffusam.foundation.ModelCatalog;
import diffusam.io.dicom.Remedy;
import diffusam.io.dicom.Retention;
import diffusam.volume.Plane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The program without a window. Exit codes: 0 done, 1 it could not be done and one sentence on the error stream says why, 2
 * the command was not understood.
 */
public final class Cli {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int HELP_COLUMNS = 100;

    private final Terminal terminal;
    private final Engines engines;
    private final ModelCatalog models;

    Cli(Terminal terminal, Engines engines, ModelCatalog models) {
        this.terminal = terminal;
        this.engines = engines;
        this.models = models;
    }

    /** Runs one command in this process. */
    public static int run(String... args) {
        ModelCatalog models = ModelCatalog.ofUser();
        return new Cli(Terminal.ofProcess(), new InstalledEngines(models), models).execute(args);
    }

    /** The command that picks one of the others. */
    @Command(
            name = "diffusam",
            description = "Segments a whole CT or MR volume from a handful of labelled slices.",
            versionProvider = Versions.Provider.class,
            synopsisSubcommandLabel = "COMMAND",
            footer = {"", "For research use; not a medical device."})
    static final class Root implements Runnable {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                scope = ScopeType.INHERIT,
                description = "Show this help.")
        private boolean help;

        @Option(names = "--version", versionHelp = true, description = "Show the versions of program and libraries.")
        private boolean version;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Name a command");
        }
    }

    int execute(String... args) {
        CommandLine line = new CommandLine(new Root())
                .addSubcommand(new SegmentCommand(terminal, engines))
                .addSubcommand(new TrainCommand(terminal, engines))
                .addSubcommand(new PropagateCommand(terminal, engines))
                .addSubcommand(new AdaptCommand(terminal, engines))
                .addSubcommand(new BenchmarkCommand(terminal, engines))
                .addSubcommand(new EvaluateCommand(terminal))
                .addSubcommand(new InfoCommand(terminal))
                .addSubcommand(new ConvertCommand(terminal))
                .addSubcommand(new PromptCommand(terminal, engines))
                .addSubcommand(new DeidentifyCommand(terminal))
                .addSubcommand(new DemoCommand(terminal, this::execute))
                .addSubcommand(new PhantomCommand(terminal))
                .addSubcommand(new ComputeCommand(terminal, Compute.cudaLibrary()))
                .addSubcommand(ModelsCommand.line(terminal, new ModelChoice(models)))
                .addSubcommand(PacsCommand.line(terminal))
                .addSubcommand(new PretrainCommand(terminal))
                .registerConverter(Method.class, new Words<>(Method.class))
                .registerConverter(Variant.class, new Words<>(Variant.class))
                .registerConverter(Order.class, new Words<>(Order.class))
                .registerConverter(EngineOptions.Part.class, new Words<>(EngineOptions.Part.class))
                .registerConverter(Plane.class, new Words<>(Plane.class))
                .registerConverter(Setting.class, new Words<>(Setting.class))
                .registerConverter(Appearance.class, new Words<>(Appearance.class))
                .registerConverter(DeviceChoice.class, new Words<>(DeviceChoice.class))
                .registerConverter(Remedy.class, new Words<>(Remedy.class))
                .registerConverter(Retention.class, new Words<>(Retention.class))
                .registerConverter(LabelOutput.Form.class, new Words<>(LabelOutput.Form.class))
                .setUsageHelpWidth(HELP_COLUMNS)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setParameterExceptionHandler((e, arguments) -> misused(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | LinkageError e) {
            return refuse(words(ModelFault.of(e).orElseThrow(), e));
        }
    }

    private int misused(ParameterException e) {
        terminal.error(
                e.getMessage() + " (see '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help')");
        return USAGE;
    }

    private int failed(Exception e) {
        return switch (e) {
            case UserError error -> refuse(String.valueOf(error.getMessage()));
            case NoSuchFileException missing -> refuse(missing.getFile() + " does not exist");
            case AccessDeniedException denied ->
                refuse(denied.getFile() + " may not be read or written; check its permissions");
            case FileSystemException fault -> refuse(fault.getFile() + " cannot be used: " + fault.getReason());
            case UncheckedIOException fault -> failed(Objects.requireNonNull(fault.getCause()));
            case IOException fault -> refuse(String.valueOf(fault.getMessage()));
            case CancellationException cancelled -> refuse("cancelled");
            default ->
                ModelFault.of(e)
                        .map(fault -> refuse(words(fault, e)))
                        .orElseGet(() -> refuse("this is a fault of the program, please report it: " + e + place(e)));
        };
    }

    private static String words(ModelFault fault, Throwable e) {
        return switch (fault) {
            case MEMORY ->
                "there is not enough memory; close other programs, raise the limit with java's option -Xmx, use"
                        + " --device cpu, or take a smaller image";
            case NATIVE ->
                "the network library fails ("
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                        + "); reinstall the program, or use --device cpu or --method interpolate";
            case DIVERGED -> e.getMessage() + "; try another --seed, or --method memory";
        };
    }

    private static String place(Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    private int refuse(String sentence) {
        terminal.error(sentence);
        return FAILED;
    }
}
