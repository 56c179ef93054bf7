package diffusam.cli;

import diffusam.dataset.DataCase;
import diffusam.dataset.DataSet;
import diffusam.engine.AcrossEngine;
import diffusam.engine.AcrossOptions;
import diffusam.engine.Adaptation;
import diffusam.engine.PriorFile;
import diffusam.engine.TrainedPrior;
import diffusam.engine.UnlabelledScan;
import diffusam.files.SafeFile;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Carries a prior over to scans of another kind, of which nothing is labelled. */
@Command(
        name = "adapt",
        description = "Adapts a prior to scans of another scanner or modality, without labels and without the scans it "
                + "was trained on.",
        sortOptions = false,
        footer = {
            "",
            "The prior is trained further on its own masks, where its samples agree, under random contrasts. Where that "
                    + "does not make it more consistent with itself, the file is the original prior, and the command says so."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class AdaptCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Option(names = "--prior", required = true, paramLabel = "X.prior", description = "The prior, as 'train' wrote it.")
    private Path priorFile;

    @Option(names = "--image", paramLabel = "IMG", description = "A scan to adapt to; repeat it for several.")
    private List<Path> images = List.of();

    @Option(names = "--data", paramLabel = "DATA", description = "A data set to adapt to; its labels are not read.")
    private @Nullable Path data;

    @Option(
            names = "--modality",
            paramLabel = "M",
            description = "Only the scans of DATA of this modality, such as MR.")
    private @Nullable String modality;

    @Option(
            names = "--axis",
            paramLabel = "PLANE",
            description = "Plane of the slices: axial (default), coronal or sagittal; the same as in training.")
    private Plane axis = Plane.AXIAL;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Training steps of the prior; adapting takes half as many. Default: ${DEFAULT-VALUE}.")
    private int steps = AcrossOptions.DEFAULT.trainingSteps();

    @Mixin
    private NetworkOptions network;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random number. Default: 0.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "Y.prior", description = "File to write.")
    private Path out;

    AdaptCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        OutputFiles.requireFolders(out);
        if ((data == null) == images.isEmpty()) {
            throw new UserError("name either scans with --image, or a data set with --data");
        }
        if (steps < 1) {
            throw new UserError("--steps is at least 1, got " + steps);
        }
        TrainedPrior prior = PriorFile.read(priorFile);
        List<UnlabelledScan> scans = data == null ? named() : ofData(data);
        AcrossOptions options = AcrossOptions.DEFAULT.withTrainingSteps(steps).withSeed(seed);
        String name = network.modelOr(prior.card().model());
        Adaptation adaptation = new ModelThread(terminal).call("adapt", context -> {
            try (AcrossEngine engine = engines.openAcross(name, network.device())) {
                return engine.adapt(prior, scans, options, context);
            }
        });
        byte[] file = PriorFile.write(adaptation.prior());
        SafeFile.write(out, stream -> stream.write(file));
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "trained on %d masks of its own; self-consistency %.3f before, %.3f after: %s%nwrote %s%n",
                        adaptation.pseudoLabels(),
                        adaptation.before(),
                        adaptation.after(),
                        adaptation.kept() ? "the adapted prior is better" : "the original prior is kept",
                        out);
        return 0;
    }

    private List<UnlabelledScan> named() throws UserError, IOException {
        List<UnlabelledScan> scans = new ArrayList<>();
        for (Path image : images) {
            scans.add(scan(
                    image.toString(),
                    new InputFiles(terminal).image(image, new SeriesOptions()).volume()));
        }
        return scans;
    }

    private List<UnlabelledScan> ofData(Path place) throws UserError, IOException {
        DataSet whole = DataSet.open(place);
        DataSet set = modality == null ? whole : whole.ofModality(modality);
        if (set.cases().isEmpty()) {
            throw new UserError(place + " has no scan of modality " + modality);
        }
        List<UnlabelledScan> scans = new ArrayList<>();
        for (DataCase one : set.cases()) {
            scans.add(scan(one.name(), one.image()));
        }
        return scans;
    }

    private UnlabelledScan scan(String name, Volume image) {
        return new UnlabelledScan(name, image, SliceLayout.of(image.grid(), axis));
    }
}
