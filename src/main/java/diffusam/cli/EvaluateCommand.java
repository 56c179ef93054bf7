package diffusam.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.annotation.Census;
import diffusam.annotation.LabelMap;
import diffusam.io.Labels;
import diffusam.metrics.Comparison;
import diffusam.metrics.RiskCoverage;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Judges labels that are already there. */
@Command(
        name = "evaluate",
        description = "Compares labels with the truth: Dice, 95th percentile Hausdorff and average surface distance.",
        sortOptions = false,
        footer = {
            "",
            "'rest' is judged from three slices before the structure's first in the truth to three after its last, "
                    + "without the seed slices; 'volume' on all slices. Surfaces are the voxels with a neighbour outside; "
                    + "distances are in millimetres. The mean leaves out labels for which a figure is not defined."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class EvaluateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--prediction", required = true, paramLabel = "P", description = "Label file to judge.")
    private Path prediction;

    @Option(names = "--truth", required = true, paramLabel = "T", description = "Label file with the true labels.")
    private Path truth;

    @Option(
            names = "--labels",
            split = ",",
            paramLabel = "L",
            description = "Judge only these labels. Default: every label of either file.")
    private List<Integer> labels = List.of();

    @Option(
            names = "--seed-slices",
            split = ",",
            paramLabel = "N",
            description = "Slices that were given, and do not count in 'rest'. Default: none.")
    private List<Integer> seedSlices = List.of();

    @Option(
            names = "--axis",
            paramLabel = "PLANE",
            description = "Plane of the slices: axial (default), coronal or sagittal.")
    private Plane axis = Plane.AXIAL;

    @Option(
            names = "--confidence",
            paramLabel = "RUN.json",
            description = "The report of the 'segment' run: judges whether it was sure of the right slices.")
    private @Nullable Path confidence;

    @Option(names = "--report", paramLabel = "R.json", description = "Write the figures as JSON.")
    private @Nullable Path report;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        OutputFiles.requireFolders(report);
        InputFiles files = new InputFiles(terminal);
        Grid grid = grid();
        LabelMap expected = files.labelsExactlyOn(grid, truth, prediction).map();
        LabelMap found = files.labelsExactlyOn(grid, prediction, truth).map();
        SortedSet<Integer> judged = judged(found, expected);
        SliceLayout layout = SliceLayout.of(expected.grid(), axis);
        Scores scores = Scores.of(new Comparison(found, expected, layout), judged, label -> seedSlices);
        scores.print(terminal.out());
        Optional<RiskCoverage> curve = confidence(new Comparison(found, expected, layout), judged);
        curve.ifPresent(c -> SliceReport.print(c, terminal.out()));
        if (report != null) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            curve.ifPresent(c -> SliceReport.put(node.putObject("confidence"), c));
            node.set("labels", scores.labelsAsJson());
            node.set("mean", scores.meanAsJson());
            OutputFiles.write(node, report);
        }
        return 0;
    }

    /** The grid to compare on: that of the truth, or of the prediction where the truth is outlines or a part of it. */
    private Grid grid() throws IOException {
        Optional<Grid> ofTruth =
                Labels.open(truth).onOwnGrid().map(own -> own.annotation().map().grid());
        if (ofTruth.isEmpty()) {
            return Labels.read(prediction).grid();
        }
        return Labels.open(prediction)
                .onOwnGrid()
                .map(own -> own.annotation().map().grid())
                .filter(grid -> grid.holdsVoxelsOf(ofTruth.get()))
                .orElse(ofTruth.get());
    }

    private Optional<RiskCoverage> confidence(Comparison comparison, SortedSet<Integer> judged)
            throws UserError, IOException {
        Path file = confidence;
        if (file == null) {
            return Optional.empty();
        }
        try {
            SliceReport slices = SliceReport.read(new ObjectMapper().readTree(file.toFile()));
            if (slices.confidence().isEmpty()) {
                throw new UserError(file + " holds no confidences; name the report of a 'segment' run");
            }
            return Optional.of(slices.judge(comparison, judged, label -> seedSlices));
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is no report of a 'segment' run: it is not JSON");
        }
    }

    private SortedSet<Integer> judged(LabelMap found, LabelMap expected) throws UserError {
        SortedSet<Integer> present = new TreeSet<>(Census.of(expected).labels());
        present.addAll(Census.of(found).labels());
        List<Integer> absent =
                labels.stream().filter(label -> !present.contains(label)).toList();
        if (!absent.isEmpty()) {
            throw new UserError("neither " + prediction + " nor " + truth + " holds " + Listing.of("label", absent));
        }
        if (present.isEmpty()) {
            throw new UserError("neither " + prediction + " nor " + truth + " holds a label");
        }
        return labels.isEmpty() ? present : new TreeSet<>(labels);
    }
}
