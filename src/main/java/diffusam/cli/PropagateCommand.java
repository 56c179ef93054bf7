package diffusam.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.engine.AcrossEngine;
import diffusam.engine.AcrossOptions;
import diffusam.engine.AcrossSegmenter;
import diffusam.engine.FewShotResult;
import diffusam.engine.PriorCard;
import diffusam.engine.PriorFile;
import diffusam.engine.Probabilities;
import diffusam.engine.Seeds;
import diffusam.engine.SliceResult;
import diffusam.engine.SliceSink;
import diffusam.engine.TrainedPrior;
import diffusam.metrics.Comparison;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Applies a prior to a scan of which nothing is labelled. */
@Command(
        name = "propagate",
        description = "Segments a scan without any labelled slice, by a prior that 'train' made from other scans.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class PropagateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Option(names = "--prior", required = true, paramLabel = "X.prior", description = "The prior, as 'train' wrote it.")
    private Path priorFile;

    @Option(
            names = "--image",
            required = true,
            paramLabel = "IMG",
            description = "The image: a file, or a folder with a DICOM series.")
    private Path image;

    @Mixin
    private SeriesOptions series;

    @Option(
            names = "--axis",
            paramLabel = "PLANE",
            description = "Plane of the slices: axial (default), coronal or sagittal; the same as in training.")
    private Plane axis = Plane.AXIAL;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random number. Default: 0.")
    private long seed;

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

    PropagateCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        LabelOutput output = labelOptions.toLabelsOrProbabilities(out);
        output.check();
        Path truth = results.truth();
        Path report = results.report();
        Path preview = results.preview();
        OutputFiles.requireFolders(out, report, preview);
        TrainedPrior prior = PriorFile.read(priorFile);
        InputFiles files = new InputFiles(terminal);
        InputFiles.Image read = files.image(image, series);
        output.check(read);
        Volume volume = read.volume();
        SliceLayout layout = SliceLayout.of(volume.grid(), axis);
        LabelMap expected =
                truth == null ? null : files.labelsExactlyOn(read, truth).map();
        Seeds none = new Seeds(LabelMap.empty(volume.grid()), layout, Collections.emptySortedMap());
        Optional<Probabilities> probabilities =
                output.isOfProbabilities() ? Optional.of(new Probabilities(none)) : Optional.empty();
        FewShotResult result = run(prior, volume, layout, probabilities);
        LabelMap found = result.labels();
        Annotation annotation = annotation(found, prior.card(), layout);
        output.write(annotation, probabilities, read, terminal);
        if (preview != null) {
            OutputFiles.write(new ContactSheet(volume, found, layout, List.of()).draw(), preview);
        }
        Scores scores = expected == null
                ? null
                : Scores.of(
                        new Comparison(found, expected, layout),
                        prior.card().labels().keySet(),
                        label -> List.of());
        if (report != null) {
            OutputFiles.write(json(prior.card(), result, scores), report);
        }
        if (scores != null) {
            scores.print(terminal.out());
        }
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "encoded in %.1f s, propagated in %.1f s%n",
                        result.encodeSeconds(),
                        result.propagateSeconds());
        results.list(out, terminal);
        return 0;
    }

    private FewShotResult run(
            TrainedPrior prior, Volume volume, SliceLayout layout, Optional<Probabilities> probabilities)
            throws UserError, IOException, InterruptedException {
        String name = network.modelOr(prior.card().model());
        return new ModelThread(terminal).call("propagate", context -> {
            try (AcrossEngine engine = engines.openAcross(name, network.device());
                    AcrossSegmenter segmenter = engine.prior(prior, AcrossOptions.DEFAULT.withSeed(seed))) {
                SliceSink sink = new SliceSink() {
                    @Override
                    public void accept(SliceResult slice) {}

                    @Override
                    public void weighed(int slice, int label, float[] logits) {
                        probabilities.ifPresent(kept -> kept.add(slice, label, logits));
                    }
                };
                return segmenter.segment(volume, layout, sink, context);
            }
        });
    }

    /** A person had no hand in any slice. */
    private static Annotation annotation(LabelMap found, PriorCard card, SliceLayout layout) {
        Provenance from = new Provenance(
                Provenance.Origin.MODEL,
                card.model(),
                "prior",
                List.of(),
                "DiffuSAM Studio " + Versions.current().program(),
                Instant.now());
        Map<SliceKey, SliceState> states = new HashMap<>();
        for (int label : found.labels()) {
            for (int slice : found.slicesWith(layout, label)) {
                states.put(new SliceKey(layout.plane(), slice, label), new SliceState(Review.PROPOSED, 0, from));
            }
        }
        return Annotation.of(
                found,
                card.labels().entrySet().stream()
                        .map(e -> Label.of(e.getKey()).named(e.getValue()))
                        .toList(),
                states);
    }

    private static ObjectNode json(PriorCard card, FewShotResult result, @Nullable Scores scores) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode names = node.putObject("names");
        card.labels().forEach((id, name) -> names.put(id.toString(), name));
        if (scores != null) {
            node.set("labels", scores.labelsAsJson());
            node.set("mean", scores.meanAsJson());
        }
        node.putObject("seconds")
                .put("encode", Math.round(1000 * result.encodeSeconds()) / 1000.0)
                .put("propagate", Math.round(1000 * result.propagateSeconds()) / 1000.0);
        return node.put("model", card.model()).put("prior_steps", card.trainingSteps());
    }
}
