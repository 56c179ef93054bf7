package diffusam.cli;

import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.Method;
import diffusam.engine.SlicePrompt;
import diffusam.io.Labels;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Outlines one object on one slice from clicks and a box. */
@Command(
        name = "prompt",
        sortOptions = false,
        description = "Outlines an object on one slice from points and a box.",
        footer = {
            "",
            "Points are voxel numbers, counted from 0 along the two axes of the image that the slice shows, in their order "
                    + "in the file: on axial slices usually i and j."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class PromptCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--image",
            required = true,
            paramLabel = "IMG",
            description = "The image: a file, or a folder with a DICOM series.")
    private Path image;

    @Mixin
    private SeriesOptions series;

    @Option(names = "--slice", required = true, paramLabel = "N", description = "The slice, counted from 0.")
    private int slice;

    @Option(
            names = "--axis",
            paramLabel = "PLANE",
            description = "Plane of the slice: axial (default), coronal or sagittal.")
    private Plane axis = Plane.AXIAL;

    @Option(
            names = "--point",
            paramLabel = "X,Y[,-]",
            description = "A point on the object, or with ,- beside it; as many as needed.")
    private List<String> points = List.of();

    @Option(names = "--box", paramLabel = "X,Y,X,Y", description = "Two corners of a box around the object.")
    private @Nullable String box;

    @Option(names = "--label", paramLabel = "L", description = "The label to give it. Default: 1.")
    private int label = 1;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUT",
            description = "Label file to write: .nii, .nii.gz, .nrrd or .mha.")
    private Path out;

    @Option(names = "--preview", paramLabel = "P.png", description = "Write a picture of the slice with the outline.")
    private @Nullable Path preview;

    PromptCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        Labels.requireWritable(out);
        OutputFiles.requireFolders(out, preview);
        if (label < 1 || label > Label.MAX_ID) {
            throw misuse("--label is 1 to " + Label.MAX_ID + ", got " + label);
        }
        EngineRun run = new EngineRun(FewShotOptions.DEFAULT.with(Method.MEMORY), network.model(), network.device());
        engines.check(run);
        Volume volume = new InputFiles(terminal).image(image, series).volume();
        SliceLayout layout = SliceLayout.of(volume.grid(), axis);
        SlicePrompt prompt = prompt(layout);
        Optional<boolean[]> mask = new ModelThread(terminal).call("prompt", context -> {
            try (FewShotEngine engine = engines.open(run)) {
                return engine.outline(volume, prompt);
            }
        });
        LabelMap found =
                labels(volume, layout, mask.orElseThrow(() -> new UserError(network.model() + " takes no points")));
        Labels.write(found, out);
        if (preview != null) {
            OutputFiles.write(new ContactSheet(volume, found, layout, new TreeSet<>(List.of(slice))).draw(), preview);
        }
        terminal.out().println("wrote " + out);
        return 0;
    }

    private LabelMap labels(Volume volume, SliceLayout layout, boolean[] mask) {
        LabelMap empty = LabelMap.empty(volume.grid());
        LabelEdit.Builder edit = empty.edit();
        edit.setMask(layout, slice, label, mask);
        LabelMap found = empty.apply(edit.build());
        if (found.labels().isEmpty()) {
            terminal.warn("nothing was found there; give another point, or a box");
        }
        return found;
    }

    private SlicePrompt prompt(SliceLayout layout) throws UserError {
        if (slice < 0 || slice >= layout.slices()) {
            throw new UserError("there is no slice " + slice + ": the image's " + Words.of(axis) + " slices are 0 to "
                    + (layout.slices() - 1));
        }
        if (points.isEmpty() && box == null) {
            throw misuse("give a --point or a --box");
        }
        PromptPlaces places = new PromptPlaces(layout);
        try {
            return new SlicePrompt(
                    layout,
                    slice,
                    points.stream().map(places::point).toList(),
                    Optional.ofNullable(box).map(places::box));
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException misuse(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
