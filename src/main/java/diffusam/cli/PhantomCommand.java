package diffusam.cli;

import diffusam.files.SafeFile;
import diffusam.io.Labels;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.phantom.AbdomenPhantom;
import diffusam.phantom.Organ;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a study of no patient. */
@Command(
        name = "phantom",
        sortOptions = false,
        description = "Makes a synthetic abdominal CT: a DICOM series, its true labels, and seed slices.")
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class PhantomCommand implements Callable<Integer> {
    private static final int SEED_SLICES = 5;
    private static final String NAME = "Phantom abdomen";

    private final Terminal terminal;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to; made if need be.")
    private Path folder;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Each seed is another body; the same seed gives the same files. Default: ${DEFAULT-VALUE}, "
                    + "the sample study.")
    private long seed = AbdomenPhantom.SAMPLE_SEED;

    PhantomCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UserError, IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserError(folder + " is a file; name a folder");
        }
        SampleStudy study = new SampleStudy(folder);
        Files.createDirectories(folder);
        AbdomenPhantom phantom = AbdomenPhantom.generate(seed);
        CtSeriesWriter.write(phantom.image(), study.image(), NAME);
        Labels.write(phantom.truth(), study.truth());
        Labels.write(phantom.seeds(SEED_SLICES), study.seeds());
        SafeFile.write(study.names(), out -> out.write(names().getBytes(StandardCharsets.UTF_8)));
        terminal.out()
                .println("wrote " + study.image() + ", " + study.truth() + ", " + study.seeds() + " and "
                        + study.names());
        return 0;
    }

    private static String names() {
        return Arrays.stream(Organ.values())
                .map(organ -> organ.id() + "," + organ.label().name() + "\n")
                .collect(Collectors.joining("", "id,name\n", ""));
    }
}
