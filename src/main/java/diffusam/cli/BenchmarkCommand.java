package diffusam.cli;

import diffusam.benchmark.Benchmark;
import diffusam.benchmark.BenchmarkEngines;
import diffusam.benchmark.Protocol;
import diffusam.benchmark.Protocol.Setting;
import diffusam.dataset.DataSet;
import diffusam.engine.AcrossEngine;
import diffusam.engine.AcrossOptions;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.volume.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures every method on a labelled data set. */
@Command(
        name = "benchmark",
        description = "Runs every method over a labelled data set, and writes results.csv, results.json and report.md "
                + "with pictures. What was finished before it was stopped is not done again.",
        sortOptions = false,
        footer = {
            "",
            "within: a few labelled slices of each scan, evenly over each structure's extent; the other slices are judged.",
            "across: the first scans of the set are labelled; the others are judged.",
            "sfuda: the scans of DATA are labelled, those of TARGET are judged, and adapted to without their labels; "
                    + "structures are matched by name.",
            "",
            "The defaults are the protocol of DiffuSAM's tables: spleen, kidneys and liver where the set has them; three "
                    + "labelled scans; for sfuda all scans of DATA, to the MR of TARGET."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class BenchmarkCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Parameters(index = "0", paramLabel = "SETTING", description = "within, across or sfuda.")
    private Setting setting;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "A data set: a folder of MSD, AMOS, nnU-Net, BTCV or CHAOS, or a file like dataset.json.")
    private Path data;

    @Option(
            names = "--modality",
            paramLabel = "M",
            description = "Only the scans of DATA of this modality, such as CT.")
    private @Nullable String modality;

    @Option(names = "--target", paramLabel = "TARGET", description = "For sfuda, the data set to adapt to.")
    private @Nullable Path target;

    @Option(
            names = "--target-modality",
            paramLabel = "M",
            description = "Only the scans of TARGET of this modality. Default: MR if TARGET has such.")
    private @Nullable String targetModality;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "REPORT",
            description = "Folder to write to; made if need be.")
    private Path out;

    @Option(
            names = "--structures",
            split = ",",
            paramLabel = "NAME",
            description = "Names or numbers. Default: the paper's four organs, or all where the set lacks one.")
    private List<String> structures = List.of();

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "N",
            description = "Labelled slices (within: 1,3,5,8) or scans (across: 3; sfuda: all), each number in turn.")
    private List<Integer> seeds = List.of();

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "METHOD",
            description =
                    "Default: all of the setting. within: diffusam, regress, memory, interpolate, unet, oracle; across: "
                            + "prior, regress, retrieval, unet; sfuda: adapted, prior, retrieval, unet.")
    private List<String> methods = List.of();

    @Option(names = "--axis", paramLabel = "PLANE", description = "axial (default), coronal or sagittal.")
    private Plane axis = Plane.AXIAL;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Training steps. Default: 150 within a scan, 400 across scans.")
    private @Nullable Integer steps;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random number. Default: 0.")
    private long seed;

    BenchmarkCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UserError(out + " is a file; name a folder");
        }
        if ((setting == Setting.SFUDA) == (target == null)) {
            throw new UserError("--target names the data set to adapt to, for sfuda and only there");
        }
        engines.check(new EngineRun(FewShotOptions.DEFAULT, network.model(), network.device()));
        DataSet source = part(DataSet.open(data), modality, data);
        Optional<DataSet> other = target == null ? Optional.empty() : Optional.of(target(target));
        Benchmark benchmark =
                Benchmark.open(source, protocol(), out, line -> terminal.out().println(line));
        new ModelThread(terminal).call("benchmark", context -> {
            benchmark.run(installed(), other, context);
            return out;
        });
        terminal.out().println("wrote " + out.resolve("report.md"));
        return 0;
    }

    private static DataSet part(DataSet whole, @Nullable String of, Path place) throws UserError {
        DataSet part = of == null ? whole : whole.ofModality(of);
        if (part.cases().isEmpty()) {
            throw new UserError(place + " has no scan of modality " + of);
        }
        return part;
    }

    private DataSet target(Path place) throws UserError, IOException {
        DataSet whole = DataSet.open(place);
        DataSet mr = whole.ofModality("MR");
        return targetModality == null && !mr.cases().isEmpty() ? mr : part(whole, targetModality, place);
    }

    private Protocol protocol() throws UserError {
        FewShotOptions within = FewShotOptions.DEFAULT.withSeed(seed);
        AcrossOptions across = AcrossOptions.DEFAULT.withSeed(seed);
        try {
            return new Protocol(
                    setting,
                    structures,
                    seeds.isEmpty() ? setting.seeds() : new ArrayList<>(seeds),
                    methods,
                    axis,
                    network.model(),
                    steps == null ? within : within.withTrainingSteps(steps),
                    steps == null ? across : across.withTrainingSteps(steps));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private BenchmarkEngines installed() {
        return new BenchmarkEngines() {
            @Override
            public FewShotEngine within() throws IOException {
                try {
                    return engines.open(new EngineRun(FewShotOptions.DEFAULT, network.model(), network.device()));
                } catch (UserError e) {
                    throw new IOException(e.getMessage(), e);
                }
            }

            @Override
            public AcrossEngine across() throws IOException {
                try {
                    return engines.openAcross(network.model(), network.device());
                } catch (UserError e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        };
    }
}
