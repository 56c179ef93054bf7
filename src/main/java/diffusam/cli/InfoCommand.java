package diffusam.cli;

import diffusam.annotation.Annotation;
import diffusam.annotation.Census;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.annotation.SliceState;
import diffusam.engine.Seeds;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.raw.PlacedLabels;
import diffusam.project.ImageReference;
import diffusam.project.PriorReference;
import diffusam.project.Project;
import diffusam.project.ProjectContent;
import diffusam.project.SeedPrint;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a file is. */
@Command(
        name = "info",
        description = "Shows size, spacing, orientation, values and labels of images, and what projects hold.")
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
final class InfoCommand implements Callable<Integer> {
    private static final String[] TOWARDS = {"left", "posterior", "superior"};
    private static final String[] AWAY = {"right", "anterior", "inferior"};

    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, folders with a DICOM series, or projects.")
    private List<Path> files;

    @Option(names = "--labels", description = "Read the files as labels, and list them.")
    private boolean labels;

    @Option(
            names = "--second-reader",
            description = "Read DICOM files with dcm4che, too, where the build has it, and tell where the two differ.")
    private boolean secondReader;

    InfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        if (secondReader && labels) {
            throw new UserError("--second-reader compares images; leave out --labels");
        }
        if (secondReader) {
            new SecondOpinion(terminal).on(files);
            return 0;
        }
        for (Path file : files) {
            if (labels) {
                PlacedLabels found = Labels.open(file)
                        .onOwnGrid()
                        .orElseThrow(
                                () -> new UserError(
                                        file
                                                + " holds outlines, which have no voxels; 'convert --labels --image IMG' gives them some"));
                found.warnings().forEach(warning -> terminal.warn(warning.text()));
                terminal.out().println(file);
                describe(found.annotation().map().grid());
                describe(found.annotation());
                continue;
            }
            if (Project.isAt(file)) {
                ProjectContent content = Project.read(file);
                terminal.out().println(file);
                describe(content);
                continue;
            }
            Optional<DicomScan> scan = Images.scan(file);
            if (scan.isPresent()) {
                DicomInput folder = new DicomInput(file, scan.get(), terminal);
                terminal.out().println(file);
                describe(folder);
            } else {
                InputFiles.Image image = new InputFiles(terminal).image(file, new SeriesOptions());
                terminal.out().println(file);
                line("format", "%s", image.description());
                describe(image.volume().grid());
                describe(image.volume());
            }
        }
        return 0;
    }

    private void describe(ProjectContent content) {
        Annotation annotation = content.annotation();
        for (ImageReference image : content.images()) {
            line("image", "%s, %d files", image.folder(), image.files().size());
        }
        describe(annotation.map().grid());
        describe(annotation);
        for (SliceState.Review review : SliceState.Review.values()) {
            long slices = annotation.states().values().stream()
                    .filter(state -> state.review() == review)
                    .count();
            line(Words.of(review), "%d slices", slices);
        }
        line(
                "undo",
                "%d steps, %d to redo",
                content.done().size(),
                content.undone().size());
        for (PriorReference prior : content.priors()) {
            line(
                    "prior",
                    "%s: %s on %s, %d steps, %s by %s, %s",
                    prior.name(),
                    prior.method(),
                    prior.model(),
                    prior.steps(),
                    prior.trained(),
                    prior.program(),
                    isOutOfDate(prior, annotation) ? "out of date: the seeds have changed since" : "up to date");
        }
    }

    private static boolean isOutOfDate(PriorReference prior, Annotation annotation) {
        List<Integer> unlocked = annotation.labels().values().stream()
                .filter(label -> !label.locked())
                .map(Label::id)
                .toList();
        Plane plane = prior.seeds().plane();
        Seeds seeds = Seeds.vouched(annotation, SliceLayout.of(annotation.map().grid(), plane), unlocked);
        return !SeedPrint.of(seeds.map(), plane, seeds.slices()).equals(prior.seeds());
    }

    private void describe(DicomInput folder) throws UserError, IOException {
        for (int n = 0; n < folder.series().size(); n++) {
            DicomSeries series = folder.series().get(n);
            line("series " + (n + 1), "%s", series);
            if (series.obstacle().isPresent()) {
                line("", "%s", series.obstacle().get());
            } else {
                Volume volume = folder.read(series, null);
                describe(volume.grid());
                describe(volume);
            }
            if (!series.remedies().isEmpty()) {
                line("--remedy", "%s", DicomInput.words(series.remedies()));
            }
        }
    }

    private void describe(Grid grid) {
        line("size", "%s voxels", grid.extent());
        line(
                "spacing",
                "%s × %s × %s mm",
                figure(grid.spacingMm(0)),
                figure(grid.spacingMm(1)),
                figure(grid.spacingMm(2)));
        line("axes", "%s, %s, %s", direction(grid, 0), direction(grid, 1), direction(grid, 2));
        for (Plane plane : Plane.values()) {
            SliceLayout layout = SliceLayout.of(grid, plane);
            line(
                    Words.of(plane),
                    "slices 0 to %d of %d × %d pixels",
                    layout.slices() - 1,
                    layout.columns(),
                    layout.rows());
        }
    }

    /** Where an index axis points in the patient: the nearest direction. */
    private static String direction(Grid grid, int axis) {
        Lps step = grid.affine().step(axis).unit();
        int nearest = 0;
        for (int patient = 1; patient < 3; patient++) {
            if (Math.abs(step.along(patient)) > Math.abs(step.along(nearest))) {
                nearest = patient;
            }
        }
        return (step.along(nearest) > 0 ? TOWARDS : AWAY)[nearest];
    }

    private void describe(Volume volume) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (long p = 0; p < volume.grid().extent().voxels(); p++) {
            double value = volume.value(p);
            low = Math.min(low, Double.isNaN(value) ? low : value);
            high = Math.max(high, Double.isNaN(value) ? high : value);
        }
        line("values", "%s to %s", figure(low), figure(high));
    }

    private void describe(Annotation annotation) {
        LabelMap map = annotation.map();
        Census census = Census.of(map);
        if (census.labels().isEmpty()) {
            line("labels", "none");
        }
        for (int label : census.labels()) {
            StringBuilder where = new StringBuilder();
            for (Plane plane : Plane.values()) {
                SortedSet<Integer> slices = census.slicesWith(SliceLayout.of(map.grid(), plane), label);
                where.append(", %s %d to %d".formatted(Words.of(plane), slices.first(), slices.last()));
            }
            double ml = census.voxels(label) * map.grid().voxelVolumeMm3() / 1000;
            Label known = annotation.labels().get(label);
            String name = known == null ? "" : known.name() + ", ";
            line("label " + label, "%s%d voxels, %.1f ml%s", name, census.voxels(label), ml, where);
        }
    }

    /** Six digits at most, and no zeros at the end. */
    private static String figure(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    private void line(String name, String format, Object... values) {
        terminal.out().println("  %-10s ".formatted(name) + String.format(Locale.ROOT, format, values));
    }
}
