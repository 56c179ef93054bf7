package diffusam.cli;

import diffusam.foundation.FoundationProvider;
import diffusam.foundation.Probe;
import diffusam.foundation.Probe.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what each part of a network returns, to compare with other implementations. */
@Command(
        name = "probe",
        sortOptions = false,
        description = "Writes every intermediate array of a model on one picture into a NumPy archive.",
        footer = {
            "",
            "The archive holds embedding, skip0 and skip1, memory (with --mask), attended, logits, quality and presence."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class ModelsProbe implements Callable<Integer> {
    private final Terminal terminal;
    private final ModelChoice models;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            description = "An installed model, or a weight file. Default: nano.")
    private String model = "nano";

    @Option(
            names = "--image",
            required = true,
            paramLabel = "SLICE",
            description = "A square picture: .npy with values in 0 to 1, or a grey .png.")
    private Path image;

    @Option(names = "--mask", paramLabel = "MASK", description = "The object on it, of the same size and kind.")
    private @Nullable Path mask;

    @Option(
            names = "--memories",
            split = ",",
            paramLabel = "NPZ",
            description = "Archives written before, whose memories are read with ages 0, 1, ...")
    private List<Path> memories = List.of();

    @Option(names = "--out", required = true, paramLabel = "OUT.npz", description = "The archive to write.")
    private Path out;

    ModelsProbe(Terminal terminal, ModelChoice models) {
        this.terminal = terminal;
        this.models = models;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        OutputFiles.requireFolders(out);
        FoundationProvider provider = models.of(model);
        Picture picture = picture(image);
        Optional<Picture> object = mask == null ? Optional.empty() : Optional.of(picture(mask));
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try {
            new ModelThread(terminal).call("probe", context -> {
                try {
                    new Probe(provider).run(picture, object, memories, part);
                    return part;
                } catch (IllegalArgumentException e) {
                    throw new UserError(image + " does not suit " + model + ": " + e.getMessage());
                }
            });
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        terminal.out().println("wrote " + out);
        return 0;
    }

    private static Picture picture(Path file) throws UserError, IOException {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            return Picture.read(file);
        }
        BufferedImage png = ImageIO.read(file.toFile());
        if (png == null) {
            throw new UserError(file + " is not a PNG picture");
        }
        Raster raster = png.getRaster();
        if (raster.getWidth() != raster.getHeight() || raster.getNumBands() > 2) {
            throw new UserError(file + " has " + raster.getWidth() + "x" + raster.getHeight() + " pixels and "
                    + raster.getNumBands() + " channels; a square grey picture is needed");
        }
        float white = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        float[] values = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (float[]) null);
        for (int p = 0; p < values.length; p++) {
            values[p] /= white;
        }
        return new Picture(raster.getWidth(), values);
    }
}
