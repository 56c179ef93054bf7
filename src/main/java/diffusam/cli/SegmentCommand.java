package diffusam.cli;

import diffusam.annotation.Annotation;
import diffusam.annotation.LabelMap;
import diffusam.engine.Method;
import diffusam.engine.Probabilities;
import diffusam.engine.Seeds;
import diffusam.metrics.Comparison;
import diffusam.metrics.RiskCoverage;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job: a few labelled slices become a labelled volume. */
@Command(
        name = "segment",
        description = "Segments a whole volume from a few labelled slices.",
        sortOptions = false,
        footer = {
            "",
            "Slices are numbered from 0 along the image's own axis, as 'info' lists them. Every wanted label counts as "
                    + "known on every seed slice: where it does not show, it is absent.",
            "",
            "In the report, 'rest' is judged on the slices that are no seeds, from three before the structure's first in "
                    + "the truth to three after its last, and 'volume' on all slices."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class SegmentCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Option(
            names = "--image",
            required = true,
            paramLabel = "IMG",
            description = "The image: a file, or a folder with a DICOM series.")
    private Path image;

    @Option(
            names = "--seeds",
            required = true,
            paramLabel = "LABELS",
            description =
                    "Label file that shows the seed slices, DICOM SEG and RTSTRUCT too; resampled, with a warning, if it "
                            + "is on another grid.")
    private Path seeds;

    @Mixin
    private SeriesOptions series;

    @Option(
            names = "--seed-slices",
            split = ",",
            paramLabel = "N",
            description = "Read only these slices of LABELS. Default: every slice that holds a wanted label.")
    private List<Integer> seedSlices = List.of();

    @Option(
            names = "--axis",
            paramLabel = "PLANE",
            description = "Plane of the slices: axial (default), coronal or sagittal.")
    private Plane axis = Plane.AXIAL;

    @Option(
            names = "--labels",
            split = ",",
            paramLabel = "L",
            description = "Segment only these labels. Default: every label on the seed slices.")
    private List<Integer> labels = List.of();

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUT",
            description = "Label file to write: .nii, .nii.gz, .nrrd or .mha; or .dcm if the image is DICOM.")
    private Path out;

    @Mixin
    private LabelOptions labelOptions;

    @Mixin
    private ResultOptions results;

    SegmentCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        long start = System.nanoTime();
        LabelOutput output = labelOptions.toLabelsOrProbabilities(out);
        output.check();
        Path truth = results.truth();
        Path report = results.report();
        Path preview = results.preview();
        OutputFiles.requireFolders(out, report, preview);
        EngineRun run = engine.toRun(truth != null);
        if (output.isOfProbabilities() && run.options().method() == Method.INTERPOLATE) {
            throw new UserError(
                    "--method interpolate knows distances, and no probabilities; choose another method or --format seg");
        }
        engines.check(run);
        InputFiles files = new InputFiles(terminal);
        InputFiles.Image read = files.image(image, series);
        output.check(read);
        Volume volume = read.volume();
        SliceLayout layout = SliceLayout.of(volume.grid(), axis);
        Annotation painted = labelOptions.named(files.labelsOn(read, seeds));
        Seeds chosen = new SeedChoice(seeds.toString(), painted.map(), layout).choose(seedSlices, labels);
        LabelMap expected =
                truth == null ? null : files.labelsExactlyOn(read, truth).map();
        Optional<Probabilities> probabilities =
                output.isOfProbabilities() ? Optional.of(new Probabilities(chosen)) : Optional.empty();
        EngineRun.Outcome outcome =
                run.run(engines, volume, chosen, Optional.ofNullable(expected), probabilities, terminal);
        LabelMap found = outcome.result().labels();
        String program = "DiffuSAM Studio " + Versions.current().program();
        Annotation annotation = run.annotated(outcome, chosen, painted.labels().values(), program);
        output.write(annotation, probabilities, read, terminal);
        if (preview != null) {
            OutputFiles.write(new ContactSheet(volume, found, layout, chosen.allSlices()).draw(), preview);
        }
        Optional<Comparison> comparison = Optional.ofNullable(expected).map(map -> new Comparison(found, map, layout));
        Optional<Scores> scores = comparison.map(c -> Scores.of(c, chosen.labels(), chosen.slices()::get));
        Optional<RiskCoverage> judged =
                comparison.map(c -> outcome.slices().judge(c, chosen.labels(), chosen.slices()::get));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (report != null) {
            OutputFiles.write(
                    new RunReport(run, outcome, chosen, scores, judged, seconds, PeakMemory.megabytes()).toJson(),
                    report);
        }
        scores.ifPresent(s -> s.print(terminal.out()));
        judged.ifPresent(curve -> SliceReport.print(curve, terminal.out()));
        new Advice(outcome.result()).print(terminal.out());
        print(outcome, seconds);
        return 0;
    }

    private void print(EngineRun.Outcome outcome, double seconds) {
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "encoded in %.1f s, trained %d steps in %.1f s, propagated in %.1f s, %.1f s in all, on %s; "
                                + "peak memory %d MB%n",
                        outcome.result().encodeSeconds(),
                        outcome.result().trainingSteps(),
                        outcome.result().trainSeconds(),
                        outcome.result().propagateSeconds(),
                        seconds,
                        outcome.device(),
                        PeakMemory.megabytes());
        results.list(out, terminal);
    }
}
