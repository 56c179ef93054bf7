package diffusam.cli;

import diffusam.annotation.Annotation;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.io.raw.PlacedLabels;
import diffusam.io.raw.StoredLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores an image or labels in another format. */
@Command(
        name = "convert",
        description = "Stores an image or labels in another format, with the same voxels in the same places.")
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
final class ConvertCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "IN", description = "A file, or a folder with a DICOM series.")
    private Path in;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description =
                    "The file to write; its name says the format: .nii, .nii.gz, .nrrd, .mha; for labels also .dcm.")
    private Path out;

    @Option(names = "--labels", description = "Read IN as labels: a label map, or a DICOM SEG or RTSTRUCT.")
    private boolean labels;

    @Option(
            names = "--image",
            paramLabel = "IMG",
            description =
                    "The image that labels lie on, and whose grid they get: needed to read outlines and to write DICOM.")
    private @Nullable Path image;

    @Mixin
    private SeriesOptions series;

    @Mixin
    private LabelOptions labelOptions;

    ConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        OutputFiles.requireFolders(out);
        if (labels) {
            convertLabels();
        } else if (image != null) {
            throw new UserError("--image is for labels; say --labels to read " + in + " as such");
        } else {
            Images.write(new InputFiles(terminal).image(in, series).volume(), out);
        }
        terminal.out().println("wrote " + out);
        return 0;
    }

    private void convertLabels() throws UserError, IOException {
        LabelOutput output = labelOptions.to(out);
        output.check();
        InputFiles files = new InputFiles(terminal);
        if (image == null) {
            output.write(labelOptions.named(own(output)), null, terminal);
            return;
        }
        InputFiles.Image on = files.image(image, series);
        output.check(on);
        output.write(labelOptions.named(files.labelsOn(on, in)), on, terminal);
    }

    private Annotation own(LabelOutput output) throws UserError, IOException {
        if (output.form() != null) {
            throw new UserError(out + " cannot be written without the DICOM image it refers to; name it with --image");
        }
        StoredLabels stored = Labels.open(in);
        PlacedLabels own = stored.onOwnGrid()
                .orElseThrow(() -> new UserError(
                        in + " holds outlines, which have no voxels; name the image they lie on with --image"));
        own.warnings().forEach(warning -> terminal.warn(warning.text()));
        return own.annotation();
    }
}
