package diffusam.cli;

import diffusam.io.raw.Decoded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores an image in another format. */
@Command(name = "convert", description = "Stores an image or labels as NIfTI, with the same voxels in the same places.")
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
final class ConvertCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "IN", description = "A file, or a folder with a DICOM series.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write, .nii or .nii.gz.")
    private Path out;

    @Option(names = "--labels", description = "Read IN as labels: whole numbers, stored in the smallest type.")
    private boolean labels;

    ConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        OutputFiles.requireNifti(out);
        OutputFiles.requireFolders(out);
        Decoded decoded = new InputFiles(terminal).read(in);
        if (labels) {
            OutputFiles.write(InputFiles.asLabels(decoded.volume(), in), out);
        } else {
            OutputFiles.write(decoded.volume(), out);
        }
        terminal.out().println("wrote " + out);
        return 0;
    }
}
