package diffusam.cli;

import diffusam.annotation.LabelMap;
import diffusam.dataset.DataCase;
import diffusam.dataset.DataSet;
import diffusam.engine.AcrossEngine;
import diffusam.engine.AcrossOptions;
import diffusam.engine.Appearance;
import diffusam.engine.LabelledScan;
import diffusam.engine.PriorFile;
import diffusam.engine.Seeds;
import diffusam.engine.TrainedPrior;
import diffusam.files.SafeFile;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns from labelled scans what other scans need. */
@Command(
        name = "train",
        description = "Trains a prior on labelled scans; 'propagate' applies it to scans without labels.",
        sortOptions = false,
        footer = {
            "",
            "Either --data names a data set (a folder of MSD, AMOS, nnU-Net, BTCV or CHAOS, or a file like dataset.json), "
                    + "whose scans are labelled on every slice; or --image and --seeds come in pairs, of which the slices "
                    + "that show a wanted label are read. The file holds weights and names, and no image data."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TrainCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Option(names = "--data", paramLabel = "DATA", description = "A labelled data set.")
    private @Nullable Path data;

    @Option(
            names = "--cases",
            split = ",",
            paramLabel = "NAME",
            description = "Only these scans of DATA. Default: all.")
    private List<String> cases = List.of();

    @Option(
            names = "--modality",
            paramLabel = "M",
            description = "Only the scans of DATA of this modality, such as CT.")
    private @Nullable String modality;

    @Option(names = "--image", paramLabel = "IMG", description = "A labelled image; repeat it for several.")
    private List<Path> images = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "LABELS",
            description = "Labels of the image in the same place of the list.")
    private List<Path> seeds = List.of();

    @Option(names = "--labels", split = ",", paramLabel = "L", description = "Learn only these labels. Default: all.")
    private List<Integer> labels = List.of();

    @Option(
            names = "--axis",
            paramLabel = "PLANE",
            description = "Plane of the slices: axial (default), coronal or sagittal.")
    private Plane axis = Plane.AXIAL;

    @Option(
            names = "--contrast",
            paramLabel = "C",
            description =
                    "natural: the scans to come look alike; any_contrast (default): they may be of another modality.")
    private Appearance contrast = AcrossOptions.DEFAULT.appearance();

    @Option(names = "--steps", paramLabel = "N", description = "Training steps. Default: ${DEFAULT-VALUE}.")
    private int steps = AcrossOptions.DEFAULT.trainingSteps();

    @Mixin
    private NetworkOptions network;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random number. Default: 0.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "X.prior", description = "File to write.")
    private Path out;

    TrainCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        long start = System.nanoTime();
        OutputFiles.requireFolders(out);
        requireConsistent();
        DataSet set = data == null ? null : DataSet.open(data);
        List<LabelledScan> scans = set == null ? pairs() : chosen(set);
        AcrossOptions options =
                AcrossOptions.DEFAULT.with(contrast).withTrainingSteps(steps).withSeed(seed);
        TrainedPrior trained = new ModelThread(terminal).call("train", context -> {
            try (AcrossEngine engine = engines.openAcross(network.model(), network.device())) {
                return engine.train(scans, options, context);
            }
        });
        byte[] file = PriorFile.write(set == null ? trained : trained.named(set.labels()));
        SafeFile.write(out, stream -> stream.write(file));
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "trained %d steps on %d scans in %.1f s%nwrote %s (%.1f MB)%n",
                        steps,
                        scans.size(),
                        (System.nanoTime() - start) / 1e9,
                        out,
                        file.length / 1e6);
        return 0;
    }

    private void requireConsistent() throws UserError {
        if ((data == null) == images.isEmpty()) {
            throw new UserError(
                    "name either a data set with --data, or images and their labels with --image and --seeds");
        }
        if (images.size() != seeds.size()) {
            throw new UserError("there are " + images.size() + " times --image and " + seeds.size()
                    + " times --seeds; give one label file for each image");
        }
        if (steps < 1) {
            throw new UserError("--steps is at least 1, got " + steps);
        }
    }

    private List<LabelledScan> pairs() throws UserError, IOException {
        List<LabelledScan> scans = new ArrayList<>();
        InputFiles files = new InputFiles(terminal);
        for (int n = 0; n < images.size(); n++) {
            InputFiles.Image image = files.image(images.get(n), new SeriesOptions());
            LabelMap map = files.labelsOn(image, seeds.get(n)).map();
            SliceLayout layout = SliceLayout.of(image.grid(), axis);
            scans.add(new LabelledScan(
                    images.get(n).toString(),
                    image.volume(),
                    new SeedChoice(seeds.get(n).toString(), map, layout).choose(List.of(), labels)));
        }
        return scans;
    }

    private List<LabelledScan> chosen(DataSet whole) throws UserError, IOException {
        DataSet set = modality == null ? whole : whole.ofModality(modality);
        Set<String> missing = new LinkedHashSet<>(cases);
        set.cases().forEach(c -> missing.remove(c.name()));
        if (!missing.isEmpty()) {
            throw new UserError(data + " has no scan named " + String.join(", ", missing) + "; it has "
                    + set.cases().stream().map(DataCase::name).limit(20).collect(Collectors.joining(", ")));
        }
        List<LabelledScan> scans = new ArrayList<>();
        for (DataCase one : set.cases()) {
            if (cases.isEmpty() || cases.contains(one.name())) {
                Seeds known = scan(one, set, scans);
                terminal.err().println("read " + one.name() + ", " + Listing.of("label", known.labels()));
            }
        }
        scans.removeIf(scan -> scan.seeds().labels().isEmpty());
        if (scans.isEmpty()) {
            throw new UserError("no scan of " + data + " shows a wanted label");
        }
        return scans;
    }

    private Seeds scan(DataCase one, DataSet set, List<LabelledScan> into) throws IOException {
        Volume image = one.image();
        SliceLayout layout = SliceLayout.of(image.grid(), axis);
        List<Integer> every = IntStream.range(0, layout.slices()).boxed().toList();
        Seeds known = Seeds.complete(
                one.labels(image),
                layout,
                every,
                labels.isEmpty() ? set.labels().keySet() : labels);
        into.add(new LabelledScan(one.name(), image, known));
        return known;
    }
}
