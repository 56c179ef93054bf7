package diffusam.cli;

import diffusam.io.Images;
import diffusam.io.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores an image in another format. */
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
            description = "The file to write; its name says the format: .nii, .nii.gz, .nrrd, .mha.")
    private Path out;

    @Option(
            names = "--series",
            paramLabel = "N",
            description = "Which series of a DICOM folder to read, as 'info' numbers them. Default: the largest.")
    private int series;

    @Option(names = "--labels", description = "Read IN as labels: whole numbers, stored in the smallest type.")
    private boolean labels;

    ConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        OutputFiles.requireFolders(out);
        if (labels) {
            Labels.write(Labels.read(in), out);
        } else {
            Images.write(new InputFiles(terminal).image(in, series).volume(), out);
        }
        terminal.out().println("wrote " + out);
        return 0;
    }
}
