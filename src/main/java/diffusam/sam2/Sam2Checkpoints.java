package diffusam.sam2;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.CheckpointKind;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.foundation.InstalledModel;
import diffusam.foundation.PublishedModel;
import diffusam.nn.WeightFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checkpoints of SAM 2 and SAM 2.1: Meta's own files, and those in the transformers library's naming. */
public final class Sam2Checkpoints implements CheckpointKind {
    private static final String LICENCE = "Apache-2.0, Meta Platforms, Inc.";
    private static final String ADDRESS = "https://dl.fbaipublicfiles.com/segment_anything_2/";
    private static final String IMPROVED = "092824/";
    private static final String FIRST = "072824/";

    @Override
    public Optional<FoundationProvider> recognise(Path file) throws IOException {
        WeightFile tensors = WeightNames.original(WeightFile.read(file));
        return Sam2Config.of(tensors).map(config -> new Checkpoint(file, config, Sam2.SIDE));
    }

    @Override
    public List<PublishedModel> published() {
        return Sam2Config.RELEASED.stream()
                .map(config -> new PublishedModel(
                        config.name(),
                        config.title(),
                        LICENCE,
                        URI.create(ADDRESS + (config.improved() ? IMPROVED : FIRST) + config.name() + ".pt")))
                .toList();
    }

    private record Checkpoint(Path file, Sam2Config config, int side) implements FoundationProvider {
        @Override
        public String name() {
            String own = InstalledModel.nameOf(file);
            return side == Sam2.SIDE ? own : own + "@" + side;
        }

        @Override
        public String description() {
            return side == Sam2.SIDE ? config.title() : config.title() + ", " + side + " pixels";
        }

        @Override
        public Optional<FoundationProvider> atSide(int other) {
            return Sam2.isSide(other) ? Optional.of(new Checkpoint(file, config, other)) : Optional.empty();
        }

        /** Files of other names may have been trained further by somebody else. */
        @Override
        public String licence() {
            return InstalledModel.nameOf(file).equals(config.name())
                    ? LICENCE
                    : "as its source says; the network: " + LICENCE;
        }

        @Override
        public Foundation load(Device device) throws IOException {
            return Sam2.load(NDManager.newBaseManager(device), name(), WeightFile.read(file), side);
        }
    }
}
